# The static OpenSSL of the tls profile; sourced by `build`.
# shellcheck shell=bash
# shellcheck disable=SC2034,SC2154 # what `build` reads and sets

has_static_openssl() {
  [[ -f $(find_library ssl) && -f $(find_library crypto) && -f /usr/include/openssl/ssl.h ]]
}

# Prints the path of a static library where the compiler finds one.
find_library() {
  local path
  path=$($cc -print-file-name="lib$1.a")
  [[ $path != /* ]] || printf '%s' "$path"
}

# Sets `openssl`, a prefix with headers and static libraries, and `openssl_libraries`, what else they need.
prepare_openssl() {
  openssl=$work/openssl
  openssl_libraries='-ldl -pthread'
}
