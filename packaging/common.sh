# Shared by packaging/run and packaging/test: where things are, and how to speak.
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
preset=${ASSENT_PRESET:-release}
build="$root/build/$preset"

say() { printf '[assent] %s\n' "$*" >&2; }
fail() { printf '[assent] error: %s\n' "$*" >&2; exit 1; }

# Configures, and builds the given targets (all without any).
build_assent() {
    say "configuring ($preset)"
    (cd "$root" && cmake --preset "$preset") >"$root/build/configure.log" 2>&1 || {
        cat "$root/build/configure.log" >&2
        fail "configuring failed; what is missing is named above"
    }
    say "building with $(nproc) cores"
    if [ $# -gt 0 ]; then
        cmake --build "$build" --target "$@"
    else
        cmake --build "$build"
    fi
}
