# What every script of this folder shares: the checkout, Python, system libraries, the environment.
# Sourced by bash, never run by itself. Exit codes are told in packaging/README.md.

top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
venv=$top/.venv
python=$venv/bin/python
wheels_only=(--only-binary :all:)
# Nobody publishes a built pyscard for Linux. It is built here with the tools of the system and the
# environment, so that nothing is fetched beside what the lock names with its hash.
with_pyscard=(--no-binary pyscard --no-build-isolation)
pythons=(/usr/bin/python3.11 python3.11 python3)

# The shared library that Qt looks for, and Debian's package that brings it.
window_libraries=(
  libglib-2.0.so.0=libglib2.0-0 libGL.so.1=libgl1 libEGL.so.1=libegl1
  libxkbcommon.so.0=libxkbcommon0 libfontconfig.so.1=libfontconfig1 libdbus-1.so.3=libdbus-1-3
  libxkbcommon-x11.so.0=libxkbcommon-x11-0 libxcb-cursor.so.0=libxcb-cursor0
  libxcb-icccm.so.4=libxcb-icccm4 libxcb-keysyms.so.1=libxcb-keysyms1
  libxcb-shape.so.0=libxcb-shape0
)
# The commands that the robot needs, and those that the gate and the benchmarks need beside them.
robot_commands=(Xvfb=xvfb)
gate_commands=(pdftotext=poppler-utils zbarimg=zbar-tools espeak-ng=espeak-ng aplay=alsa-utils
  lp=cups-client cupsd=cups-daemon xdotool=xdotool setxkbmap=x11-xkb-utils openssl=openssl
  softhsm2-util=softhsm2)
# What builds pyscard, and the card service that it speaks to.
reader_commands=(cc=gcc swig=swig pcscd=pcscd)
reader_files=('/usr/include/PCSC/winscard.h=libpcsclite-dev')
# A network of its own, in which the card service of the tests is heard by nobody else.
namespace_commands=(ip=iproute2)
# The driver of a card without plastic. It is unpacked and never installed: the card service of the
# machine would load it and listen to the whole network.
virtual_card=vsmartcard-vpcd
virtual_card_driver=usr/lib/pcsc/drivers/serial/libifdvpcd.so
# The server of a branch, which Debian keeps out of the path: the tests start one of their own. And
# OpenSSL's engine for the GOST algorithms, beside which the program's own arithmetic is tried.
gate_files=('/usr/lib/postgresql/*/bin/postgres=postgresql'
  '/usr/lib/*/engines-3/gost.so=libengine-gost-openssl' '/usr/lib/*/opensc-pkcs11.so=opensc')
cluster_settings=/etc/postgresql-common/createcluster.d

say() { # kk ru: one line for the person at the keyboard
  printf 'Tereze: %s / %s\n' "$1" "$2" >&2
}

fail() { # code kk ru
  printf 'Tereze [%s]: %s / %s\n' "$1" "$2" "$3" >&2
  exit "$1"
}

need_checkout() {
  local part
  for part in pyproject.toml packaging/requirements.lock packaging/requirements-dev.lock \
    packaging/requirements-readers.lock \
    app devices ui i18n resources; do
    [ -e "$top/$part" ] || fail 14 \
      "бағдарламаның көшірмесі толық емес ($part жоқ); оны git clone арқылы қайта алыңыз" \
      "копия программы неполная (нет $part); получите её заново через git clone"
  done
}

need_writable() {
  [ -w "$top" ] && { [ ! -e "$venv" ] || [ -w "$venv" ]; } || fail 13 \
    "бұл қалтаға жазуға болмайды: $top" "в эту папку нельзя писать: $top"
}

find_python() { # sets $base: a Python 3.11, one that can make environments where there is a choice
  local candidate found
  base=
  for candidate in "${pythons[@]}"; do
    found=$(command -v "$candidate") || continue
    "$found" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' 2>/dev/null || continue
    [ -n "$base" ] || base=$found
    if "$found" -c 'import ensurepip, venv' 2>/dev/null; then
      base=$found
      return
    fi
  done
  [ -n "$base" ] || fail 10 \
    "Python 3.11 табылмады; оны орнатыңыз (Debian 12: apt install python3)" \
    "не найден Python 3.11; установите его (Debian 12: apt install python3)"
}

missing_packages() { # kind: prints the Debian packages that are not there yet
  local have pair commands=() files=()
  have=$(PATH=$PATH:/sbin:/usr/sbin ldconfig -p 2>/dev/null)
  for pair in "${window_libraries[@]}"; do
    case $have in *[[:space:]]"${pair%%=*} "*) ;; *) printf '%s\n' "${pair#*=}" ;; esac
  done
  case $1 in
    robot) commands=("${robot_commands[@]}") ;;
    readers)
      commands=("${reader_commands[@]}")
      files=("${reader_files[@]}")
      ;;
    gate)
      commands=("${robot_commands[@]}" "${gate_commands[@]}" "${reader_commands[@]}"
        "${namespace_commands[@]}")
      files=("${gate_files[@]}" "${reader_files[@]}")
      ;;
  esac
  for pair in ${commands[@]+"${commands[@]}"}; do
    # A daemon stands where the path of an ordinary user does not look.
    PATH=$PATH:/usr/sbin command -v "${pair%%=*}" >/dev/null || printf '%s\n' "${pair#*=}"
  done
  for pair in ${files[@]+"${files[@]}"}; do
    compgen -G "${pair%%=*}" >/dev/null || printf '%s\n' "${pair#*=}"
  done
  "$base" -c 'import ensurepip, venv' 2>/dev/null || printf 'python3-venv\n'
  case $1 in
    readers | gate) has_headers || printf 'python3-dev\n' ;;
  esac
}

has_headers() { # whether this Python brings what C code is built against
  "$base" -c 'import os, sys, sysconfig
sys.exit(not os.path.exists(os.path.join(sysconfig.get_path("include"), "Python.h")))' 2>/dev/null
}

judge_log() { # log: leaves with the code of the cause that the log names
  local log=$1
  if grep -qiE 'no space left|not enough free space' "$log"; then
    rm -f "$log"
    fail 18 "дискіде орын қалмады" "на диске не осталось места"
  elif grep -qiE 'permission denied|read-only file system' "$log"; then
    fail 13 "жазуға рұқсат жоқ; толығырақ: $log" "нет права записи; подробнее: $log"
  elif grep -qiE 'do not match the hashes' "$log"; then
    fail 17 "жүктелген бөліктің бақылау сомасы сәйкес келмейді; толығырақ: $log" \
      "контрольная сумма загруженной части не сходится; подробнее: $log"
  elif grep -qiE 'resolv|connection|timed out|unreachable|failed to fetch|unable to locate|proxy|ssl' \
    "$log"; then
    rm -f "$log"
    fail 12 "желі жоқ немесе пакеттер қоймасы жауап бермейді; қосылымды тексеріп, қайталаңыз" \
      "нет сети или хранилище пакетов не отвечает; проверьте связь и повторите"
  fi
  fail 17 "орнату аяқталмады; толығырақ: $log" "установка не завершена; подробнее: $log"
}

need_packages() { # kind
  local packages
  mapfile -t packages < <(missing_packages "$1")
  [ "${#packages[@]}" -eq 0 ] || install_packages "${packages[@]}"
}

find_right() { # packages: sets $asker to what gives the right to install them
  asker=()
  command -v apt-get >/dev/null || fail 16 \
    "бұл жүйеде apt-get жоқ; мыналарды қолмен орнатыңыз: $*" \
    "в этой системе нет apt-get; установите вручную: $*"
  if [ "$(id -u)" -ne 0 ]; then
    # A password may be asked only where someone sits.
    if [ -t 0 ] && command -v sudo >/dev/null; then
      asker=(sudo)
    elif sudo -n true 2>/dev/null; then
      asker=(sudo -n)
    fi
    [ "${#asker[@]}" -gt 0 ] || no_right "$@"
    "${asker[@]}" true 2>/dev/null || no_right "$@"
  fi
}

install_packages() { # packages
  local asker packages=("$@") log code
  find_right "${packages[@]}"
  say "жүйелік кітапханалар орнатылуда: ${packages[*]}" \
    "устанавливаются системные библиотеки: ${packages[*]}"
  log=$(new_log)
  # An unreachable third-party list must not stop us: the install tells whether ours was found.
  "${asker[@]}" apt-get -q -o DPkg::Lock::Timeout=120 update >"$log" 2>&1
  case " ${packages[*]} " in *' postgresql '*) hold_cluster "${asker[@]}" >>"$log" 2>&1 ;; esac
  "${asker[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=120 \
    install --no-install-recommends "${packages[@]}" >>"$log" 2>&1
  code=$?
  case " ${packages[*]} " in *' postgresql '*) release_cluster "${asker[@]}" ;; esac
  [ "$code" -eq 0 ] || judge_log "$log"
  rm -f "$log"
}

bring_virtual_card() { # the driver for the tests of card readers, into the environment
  local log folder asker code
  [ ! -e "$venv/virtual-card/$virtual_card_driver" ] || return 0
  log=$(new_log)
  folder=$(mktemp -d)
  if ! (cd "$folder" && apt-get -q download "$virtual_card") >"$log" 2>&1; then
    find_right "$virtual_card"
    ${asker[@]+"${asker[@]}"} apt-get -q -o DPkg::Lock::Timeout=120 update >"$log" 2>&1
    (cd "$folder" && apt-get -q download "$virtual_card") >>"$log" 2>&1 || judge_log "$log"
  fi
  dpkg -x "$folder/$virtual_card"_*.deb "$venv/virtual-card" >>"$log" 2>&1
  code=$?
  rm -rf "$folder"
  [ "$code" -eq 0 ] || judge_log "$log"
  rm -f "$log"
}

hold_cluster() { # asker: Debian's server package must not make and start a database of the machine
  "$@" mkdir -p "$cluster_settings" &&
    printf 'create_main_cluster = false\n' | "$@" tee "$cluster_settings/tereze.conf"
}

release_cluster() { # asker: what the administrator of this machine installs later is not ours
  "$@" rm -f "$cluster_settings/tereze.conf"
  "$@" rmdir -p "$cluster_settings" 2>/dev/null
}

no_right() { # packages
  fail 11 "жүйелік кітапханаларды орнатуға құқық жоқ; әкімші мынаны орындасын" \
    "нет права ставить системные библиотеки; пусть администратор выполнит: apt-get install $*"
}

new_log() {
  mktemp "${TMPDIR:-/tmp}/tereze-setup.XXXXXX" 2>/dev/null || fail 13 \
    "уақытша қалтаға жазуға болмайды: ${TMPDIR:-/tmp}" \
    "во временную папку нельзя писать: ${TMPDIR:-/tmp}"
}

need_environment() { # lock kind: the environment holds the locked versions
  local lock=$1 kind=$2 log built=()
  log=$(new_log)
  if [ "$(cat "$venv/.stands-at" 2>/dev/null)" != "$top" ] || ! "$python" -c '' 2>/dev/null; then
    say "Python ортасы құрылуда" "создаётся среда Python"
    "$base" -m venv --clear "$venv" >"$log" 2>&1 || judge_log "$log"
    printf '%s\n' "$top" >"$venv/.stands-at" || judge_log "$log"
  fi
  say "бекітілген нұсқалар жүктелуде; бірнеше минут кетуі мүмкін" \
    "загружаются закреплённые версии; это может занять несколько минут"
  case $kind in
    readers | gate)
      built=("${with_pyscard[@]}")
      # What builds comes before what is built: Debian's own setuptools cannot make a wheel.
      from_lock <(sed -n '/^setuptools==/,/[^\\]$/p' "$lock") >"$log" 2>&1 || judge_log "$log"
      ;;
  esac
  from_lock "$lock" ${built[@]+"${built[@]}"} >"$log" 2>&1 || judge_log "$log"
  rm -f "$log"
}

from_lock() { # lock options: installs what the lock names, and nothing beside it
  "$python" -m pip install --no-input --disable-pip-version-check --retries 2 --progress-bar off \
    "${wheels_only[@]}" "${@:2}" --require-hashes -r "$1"
}

drop_strangers() { # lock: what an older lock left behind must not hide a missing dependency
  local strangers
  mapfile -t strangers < <("$python" - "$1" <<'PY'
import re, sys
from importlib.metadata import distributions
plain = lambda name: re.sub(r"[-_.]+", "-", name).lower()
with open(sys.argv[1], encoding="utf-8") as lock:
    kept = {plain(line.split("==")[0]) for line in lock if "==" in line}
kept |= {"pip", "setuptools"}
print("\n".join(sorted({plain(d.name) for d in distributions()} - kept)))
PY
  )
  [ -z "${strangers[*]}" ] || "$python" -m pip uninstall -q -y "${strangers[@]}"
}

compile_words() { # catalogues are compiled when a source is newer
  local source
  for source in "$top"/i18n/*/*.po; do
    if [ "$source" -nt "${source%.po}.mo" ] && [ -w "$(dirname "$source")" ]; then
      PYTHONPATH=$top "$python" -m i18n || fail 17 \
        "сөздіктер жинақталмады" "словари не собрались"
      return
    fi
  done
}

set_up() { # kind: window | robot | readers | gate
  local kind=$1
  need_checkout
  # The gate's environment holds everything that a plain run needs.
  if ! ready "$kind" && ! ready gate; then
    need_writable
    exec 9<"$top/packaging/lib.sh"
    flock 9
    ready "$kind" || make_ready "$kind"
    exec 9<&-
  fi
  compile_words
}

make_ready() { # kind
  local kind=$1
  find_python
  need_packages "$kind"
  if ! stands "$kind"; then
    rm -f "$venv"/.ready-*
    need_environment "$(lock_of "$kind")" "$kind"
    [ "$kind" != gate ] || drop_strangers "$(lock_of gate)"
  fi
  [ "$kind" != gate ] || bring_virtual_card
  digest_of "$kind" >"$venv/.ready-$kind"
}

stands() { # kind: whether an environment for something else holds what this kind needs
  case $1 in
    # A window and a robot share one environment; they differ in what the system must have.
    window | robot) ready window || ready robot || ready readers ;;
    *) return 1 ;;
  esac
}

lock_of() { # kind
  case $1 in
    gate) printf '%s' "$top/packaging/requirements-dev.lock" ;;
    readers) printf '%s' "$top/packaging/requirements-readers.lock" ;;
    *) printf '%s' "$top/packaging/requirements.lock" ;;
  esac
}

digest_of() { # kind
  cat "$(lock_of "$1")" "$top/packaging/lib.sh" <(printf '%s' "$top") | sha256sum
}

ready() { # kind
  [ -x "$python" ] && [ "$(cat "$venv/.ready-$1" 2>/dev/null)" = "$(digest_of "$1")" ]
}

tereze() { # module arguments: a door of the program, from wherever the person stands
  PYTHONPATH=$top${PYTHONPATH:+:$PYTHONPATH} "$python" -P -m "$@"
}

start_screen() { # sets DISPLAY to a virtual screen of our own, which ends with this script
  local number waited=0
  scratch=$(mktemp -d "${TMPDIR:-/tmp}/tereze-screen.XXXXXX")
  Xvfb -displayfd 3 -screen 0 1366x768x24 -nolisten tcp -noreset \
    3>"$scratch/display" >"$scratch/log" 2>&1 9<&- &
  screen_pid=$!
  trap end_screen EXIT
  trap 'exit 130' INT TERM HUP
  while [ ! -s "$scratch/display" ]; do
    if ! kill -0 "$screen_pid" 2>/dev/null || [ "$waited" -ge 150 ]; then
      fail 19 "виртуалды экран іске қосылмады (Xvfb)" "виртуальный экран не запустился (Xvfb)"
    fi
    sleep 0.1
    waited=$((waited + 1))
  done
  read -r number <"$scratch/display"
  export DISPLAY=:$number QT_QPA_PLATFORM=xcb
  unset WAYLAND_DISPLAY
  mkdir -m 700 "$scratch/runtime"
  export XDG_RUNTIME_DIR=$scratch/runtime
}

end_screen() {
  kill "$screen_pid" 2>/dev/null
  wait "$screen_pid" 2>/dev/null
  rm -rf "$scratch"
}
