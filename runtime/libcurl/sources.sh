# Where curl's sources come from; sourced by `build`.
# shellcheck shell=bash
# shellcheck disable=SC2034,SC2154 # what `build` reads and sets

# Sets `sources`, the folder, and `version`.
fetch_curl() {
  if [[ $source == auto || $source == apt ]]; then
    if fetch_source_package; then return; fi
    [[ $source == auto ]] || fail_with_log "$why_not"
    say "$why_not; taking the release instead"
  fi
  fetch_release curl
  sources=$unpacked version=$release
}

# --- The distribution's source package

# Prints the distribution's own package sources as sources of source packages: `deb` entries for its name and its
# updates, component main, whether or not the machine has the source index on. Others' entries have no curl, or not
# the one that the distribution's security team looks after.
list_source_entries() {
  local file options uri suite components
  for file in /etc/apt/sources.list /etc/apt/sources.list.d/*.list; do
    [[ -r $file ]] || continue
    # deb [options] URI suite component...
    sed -nE 's/#.*//; s/[ \t]+/ /g; s/^ ?deb(-src)? ((\[[^]]*\]) )?([^ ]+) ([^ ]+) (.*)/\3|\4|\5|\6/p' "$file" |
      while IFS='|' read -r options uri suite components; do
        [[ " $components " == *' main '* ]] || continue
        [[ $uri != cdrom:* ]] && is_own_suite "$suite" || continue
        printf 'deb-src %s %s %s main\n' "$options" "$uri" "$suite"
      done
  done
}

# The same for deb822 files, which need a file of their own. A stanza keeps its keys and options.
list_source_stanzas() {
  local file
  for file in /etc/apt/sources.list.d/*.sources; do
    [[ -r $file ]] || continue
    awk -v own="$own_suites" '
      BEGIN { count = split(own, names, " "); for (i = 1; i <= count; i++) isOwn[names[i]] = 1; start() }
      function start() { text = suites = field = ""; hasMain = isOff = 0 }
      function finish() {
        if (suites != "" && hasMain && !isOff) {
          printf "Types: deb-src\nSuites:%s\nComponents: main\n%s\n", suites, text
        }
        start()
      }
      /^#/ { next }
      /^[ \t]*$/ { finish(); next }
      # A field goes on in the lines that begin with a blank.
      { line = $0 }
      /^[^ \t]/ { field = tolower($0); sub(/:.*/, "", field); sub(/^[^:]*:/, " ") }
      field == "types" { next }
      field == "enabled" { isOff = tolower($1) == "no"; next }
      field == "components" { for (i = 1; i <= NF; i++) if ($i == "main") hasMain = 1; next }
      field == "suites" { for (i = 1; i <= NF; i++) if ($i in isOwn) suites = suites " " $i; next }
      { text = text line "\n" }
      END { finish() }
    ' "$file"
  done
}

# Sets `own_suites`: the names that this distribution gives itself, and its updates. No backports and no proposals.
find_own_suites() {
  local name names
  # shellcheck source=/dev/null
  names=$(. /etc/os-release && printf '%s' "${VERSION_CODENAME-} ${UBUNTU_CODENAME-} ${DEBIAN_CODENAME-}") || names=''
  own_suites=''
  for name in $names stable testing unstable sid; do
    own_suites+=" $name $name-updates $name-security $name/updates"
  done
}

is_own_suite() {
  [[ " $own_suites " == *" $1 "* ]]
}

# Makes an apt of our own, that reads the machine's keys, proxies and mirrors, and writes in `work` alone: it needs no
# root, and the machine's lists stay as they are.
make_private_apt() {
  apt=$work/apt
  mkdir -p "$apt/parts" "$apt/lists/partial" "$apt/cache/archives/partial"
  find_own_suites
  list_source_entries | sort -u >"$apt/parts/own.list"
  list_source_stanzas >"$apt/parts/own-stanzas.sources"
  [[ -s $apt/parts/own.list || -s $apt/parts/own-stanzas.sources ]] || return 1
  cat >"$apt/conf" <<END
Dir::Etc::sourcelist "/dev/null";
Dir::Etc::sourceparts "$apt/parts";
Dir::State::lists "$apt/lists";
Dir::Cache "$apt/cache";
Dir::Cache::pkgcache "";
Dir::Cache::srcpkgcache "";
Acquire::Languages "none";
Acquire::Retries "2";
Acquire::http::Timeout "30";
Acquire::https::Timeout "30";
# The machine's hooks clean up the machine's own caches, and tell its desktop.
#clear APT::Update::Pre-Invoke;
#clear APT::Update::Post-Invoke;
#clear APT::Update::Post-Invoke-Success;
END
}

# A suite's name is no proof: anybody can call theirs `stable`, as some do. What the archive calls itself is. Fails when
# nothing is left.
drop_foreign_lists() {
  local release origin ids status=1
  # shellcheck source=/dev/null
  ids=$(. /etc/os-release && printf '%s' "${ID-} ${ID_LIKE-}" | tr '[:upper:]' '[:lower:]')
  for release in "$apt"/lists/*Release; do
    [[ -e $release ]] || continue
    origin=$(sed -n 's/^Origin: *//p;/^Origin:/q' "$release" | tr '[:upper:]' '[:lower:]')
    if [[ " $ids " == *" $origin "* ]]; then
      status=0
    else
      rm -f "${release%Release}"* "${release%InRelease}"*
    fi
  done
  return "$status"
}

# Sets `sources` and `version`, or `why_not`.
fetch_source_package() {
  local package
  why_not="the machine's package sources name none of the distribution's own"
  make_private_apt || return 1
  say "fetching the distribution's source package"
  # One entry that fails is no matter while another one has curl.
  run apt-get -c "$apt/conf" update || true
  why_not="apt cannot fetch the distribution's source index"
  drop_foreign_lists || return 1
  why_not="apt cannot fetch curl's source package"
  mkdir "$work/source"
  cd "$work/source"
  # --only-source: the source package named curl, not that of a binary package.
  run apt-get -c "$apt/conf" source --only-source curl || return 1
  package=$(printf '%s' "$work"/source/*.dsc)
  version=$(sed -n 's/^Version: *//p;/^Version:/q' "$package")
  sources=$(printf '%s' "$work"/source/curl-*/)
  sources=${sources%/}
  [[ -f $sources/configure ]]
}

# --- Releases

# fetch_release NAME: sets `unpacked`, the folder, and `release`, the version.
fetch_release() {
  local name sum urls tarball
  read -r name release sum urls < <(grep "^$1 " "$here/releases")
  tarball=$name-$release.tar.gz
  find_tarball "$tarball" "$sum" "$urls"
  run tar -C "$work" -xzf "$found" || fail_with_log "cannot unpack $found"
  unpacked=$work/$name-$release
}

# Sets `found`: a file given with --source, or one fetched before, or else one from the network.
find_tarball() {
  local tarball=$1 sum=$2 urls=$3 url
  if [[ -d $source ]]; then
    found=$source/$tarball
    [[ -f $found ]] || fail "$source holds no $tarball; it is to be had at ${urls%% *}"
    check_sum "$found" "$sum" || exit 1
    return
  fi
  if [[ -f $source && $tarball == curl-* ]]; then
    found=$source
    check_sum "$found" "$sum" || exit 1
    return
  fi

  # A release never changes, so it is kept beside the results and serves the next build without a network.
  found=$cache/$tarball
  if [[ -f $found ]]; then
    check_sum "$found" "$sum" && return
    say "fetching it again"
  fi
  for url in $urls; do
    say "fetching $url"
    if download "$url" "$work/$tarball" && check_sum "$work/$tarball" "$sum"; then
      mv "$work/$tarball" "$found"
      return
    fi
  done
  fail_with_log "cannot fetch $tarball; fetch it elsewhere and give it with --source"
}

download() {
  if command -v curl >/dev/null 2>&1; then
    run curl --fail --location --proto '=https' --retry 2 --connect-timeout 20 --silent --show-error -o "$2" "$1"
  elif command -v wget >/dev/null 2>&1; then
    run wget --tries=3 --timeout=20 --no-verbose -O "$2" "$1"
  elif [[ -x /usr/lib/apt/apt-helper ]]; then
    run /usr/lib/apt/apt-helper download-file "$1" "$2"
  else
    say "no program to fetch it with: install curl or wget"
    return 1
  fi
}

check_sum() {
  local sum
  sum=$(sha256sum <"$1")
  [[ ${sum%% *} == "$2" ]] && return
  say "$1 is not the tarball that runtime/libcurl/releases asks for"
  say "  SHA-256 expected $2"
  say "  SHA-256 found    ${sum%% *}"
  return 1
}
