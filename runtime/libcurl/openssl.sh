# The static OpenSSL of the tls profile; sourced by `build`.
#
# The distribution's, where it packages one, as Debian and Ubuntu do: it gets security fixes, and building it takes
# minutes. Elsewhere the release is built.
# shellcheck shell=bash
# shellcheck disable=SC2034,SC2154 # what `build` reads and sets

# Prints the path of a static library where the compiler finds one.
find_library() {
  local path
  path=$($cc -print-file-name="lib$1.a")
  if [[ $path == /* ]]; then printf '%s' "$path"; fi
}

# Prints the libraries outside the C library that the distribution's libcrypto needs, such as `z`.
list_private_libraries() {
  local pc flag
  pc=$(dirname "$(find_library crypto)")/pkgconfig/libcrypto.pc
  [[ -r $pc ]] || return 0
  for flag in $(sed -n 's/^Libs.private://p' "$pc"); do
    case $flag in
      -lc | -ldl | -lm | -lpthread | -lrt) ;;
      -l*) printf '%s\n' "${flag#-l}" ;;
    esac
  done
}

# Sets `lacking_openssl`: the distribution's packages that lack for a static OpenSSL. None where it has no such package.
find_lacking_openssl() {
  local library
  lacking_openssl=()
  [[ $family == debian ]] || return 0
  if [[ -z $cc || -z $(find_library ssl) || ! -f /usr/include/openssl/ssl.h ]]; then
    lacking_openssl=(libssl-dev)
    return
  fi
  for library in $(list_private_libraries); do
    [[ -z $(find_library "$library") ]] || continue
    case $library in
      z) lacking_openssl+=(zlib1g-dev) ;;
      *) lacking_openssl+=("lib$library-dev") ;;
    esac
  done
}

# Sets `openssl`, a prefix with headers and static libraries.
prepare_openssl() {
  local library
  openssl=$work/openssl
  if [[ $family != debian ]]; then
    build_openssl
    return
  fi
  mkdir -p "$openssl/include" "$openssl/lib"
  # Headers that differ between architectures lie elsewhere, where the compiler looks unasked.
  ln -s /usr/include/openssl "$openssl/include/openssl"
  for library in ssl crypto $(list_private_libraries); do
    cp "$(find_library "$library")" "$openssl/lib/"
  done
}

build_openssl() {
  local feature options=() flags=()
  fetch_release openssl
  while read -r feature; do
    case $feature in
      -*) flags+=("$feature") ;;
      *) options+=("$feature") ;;
    esac
  done < <(list_features openssl)
  say "building OpenSSL $release; this takes minutes"
  cd "$unpacked"
  # It records where it belongs, how and when it was compiled: nothing of that may differ between two builds.
  run env -u CPPFLAGS -u LDFLAGS CC="$cc" CFLAGS="${flags[*]}" \
    ./Configure "${options[@]}" --prefix=/usr --libdir=lib --openssldir=/etc/ssl ||
    fail_with_log "OpenSSL's Configure failed"
  run env SOURCE_DATE_EPOCH=0 make -j"$(nproc)" build_libs || fail_with_log "OpenSSL's make failed"
  mkdir -p "$openssl/lib"
  cp -R include "$openssl/include"
  cp libssl.a libcrypto.a "$openssl/lib/"
  cd "$work"
}

# Prints the linker's options for all of it, each library before those that it needs.
list_openssl_libraries() {
  local archive others=''
  for archive in "$openssl"/lib/*.a; do
    archive=${archive##*/lib}
    case ${archive%.a} in
      ssl | crypto) ;;
      *) others+=" -l${archive%.a}" ;;
    esac
  done
  printf '%s' "-lssl -lcrypto$others -ldl -pthread"
}

# Makes one archive of libcurl's, $1, and all of OpenSSL's, with the places of certificates that ca.c names.
add_openssl() {
  local member name renamed=()
  cp "$1" "$openssl/lib/libcurl.a"
  cd "$openssl/lib"
  # shellcheck disable=SC2086 # CC may hold arguments
  run $cc -O2 -fPIC -c "$here/ca.c" -o ca.o || fail_with_log "ca.c cannot be compiled"
  # OpenSSL's functions get other names, so that those of ca.c are the only ones of theirs. They are all in one member.
  member=$(nm -A libcrypto.a 2>/dev/null | sed -n 's/^libcrypto\.a:\([^:]*\):.* T X509_get_default_cert_file$/\1/p')
  [[ -n $member ]] || fail "this OpenSSL has no X509_get_default_cert_file"
  for name in X509_get_default_cert_file X509_get_default_cert_dir; do
    renamed+=(--redefine-sym "$name=openssl_$name")
  done
  { run ar x libcrypto.a "$member" && run objcopy "${renamed[@]}" "$member" && run ar rD libcrypto.a "$member"; } ||
    fail_with_log "libcrypto.a cannot be changed"
  # No path in this script of ar's: it has no quotes.
  {
    printf 'create all.a\naddlib libcurl.a\naddmod ca.o\naddlib libssl.a\naddlib libcrypto.a\n'
    for name in lib*.a; do
      case $name in
        libcurl.a | libssl.a | libcrypto.a) ;;
        *) printf 'addlib %s\n' "$name" ;;
      esac
    done
    printf 'save\nend\n'
  } >script
  run sh -c 'ar -M <script' || fail_with_log "the archives cannot be joined"
  cp all.a "$1"
  cd "$work"
}
