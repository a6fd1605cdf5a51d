# What a system installs packages with, and how: sourced by `setup` and by `libcurl/build`.
#
# Plain sh, because a fresh container may have neither bash nor a C compiler. Whoever sources this defines `say` and,
# before installing, `log`: a file that takes what the package manager has to say.
# shellcheck shell=sh
# shellcheck disable=SC2034,SC2154 # what the two read and set

# Sets `family`, by which the names of packages go (empty when unknown), and `manager` (empty when it is not driven
# from here).
choose_manager() {
  manager='' family=''
  distribution=''
  for file in /etc/os-release /usr/lib/os-release; do
    if [ -r "$file" ]; then
      # In a subshell: the file sets names such as VERSION.
      # shellcheck source=/dev/null
      distribution=$(. "$file" && printf '%s' "${ID-} ${ID_LIKE-}") || true
      break
    fi
  done
  case " $distribution " in
    *" debian "* | *" ubuntu "*)
      family=debian
      manager=apt-get
      ;;
    *" fedora "* | *" rhel "* | *" centos "* | *" amzn "*)
      family=fedora
      if ! command -v dnf >/dev/null 2>&1 && command -v yum >/dev/null 2>&1; then
        manager=yum
      else
        manager=dnf
      fi
      ;;
    *" alpine "*) family=alpine ;;
    *" arch "*) family=arch ;;
    *suse*) family=suse ;;
  esac
}

# Prints the command that installs packages, to be run as root; nothing where the system is unknown.
install_command() {
  case $family in
    debian) printf '%s' "apt-get update && apt-get install -y --no-install-recommends $*" ;;
    fedora) printf '%s' "$manager install -y $*" ;;
    alpine) printf '%s' "apk add $*" ;;
    arch) printf '%s' "pacman -S --needed $*" ;;
    suse) printf '%s' "zypper install $*" ;;
  esac
}

# Sets `privilege`. Asks for a password only where somebody can type one.
choose_privilege() {
  privilege=none
  if [ "$(id -u)" = 0 ]; then
    privilege=root
  elif command -v sudo >/dev/null 2>&1; then
    if sudo -n true 2>/dev/null; then
      privilege=sudo
    elif [ -t 0 ] && [ -t 2 ] && (: </dev/tty) 2>/dev/null; then
      privilege=password
    fi
  fi
}

as_root() {
  case $privilege in
    root) "$@" ;;
    sudo) sudo -n "$@" ;;
    password) sudo "$@" ;;
  esac
}

run_manager() {
  if [ "$manager" != apt-get ]; then
    as_root "$manager" install -y "$@" >"$log" 2>&1
    return
  fi

  # DPkg::Lock::Timeout covers the lock of dpkg, not that of the package lists, and a freshly booted machine often
  # holds the latter for its own first update. Any other failure to update is left to the installation to judge: one
  # broken third-party source fails the whole update while the packages are at hand all the same.
  waited=0
  until as_root apt-get update >"$log" 2>&1; do
    if [ "$waited" -ge 60 ] || ! grep -q '/lists/lock' "$log"; then
      break
    fi
    [ "$waited" -gt 0 ] || say "waiting up to 60 s for another apt to finish"
    sleep 2
    waited=$((waited + 2))
  done
  as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get -o DPkg::Lock::Timeout=60 install -y --no-install-recommends "$@" </dev/null >>"$log" 2>&1
}

# Installs packages with `manager`, once `choose_privilege` has found a way to; says what failed.
install_packages() {
  say "installing $* with $manager"
  # Asked for once and in the open, before the log swallows what sudo has to say.
  if [ "$privilege" = password ] && ! sudo -v; then
    return 1
  fi
  status=0
  run_manager "$@" || status=$?
  if [ "$status" -ne 0 ]; then
    say "$manager failed with status $status; its last lines:"
    tail -n 20 "$log" >&2
    return 1
  fi
}
