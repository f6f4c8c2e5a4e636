# Sourced by mvnw and fapo: points JAVA_HOME at a JDK 25 or stops with one line that says what to install.
# Order: JAVA_HOME if it is a JDK 25, then the java on PATH, then the folders where JDKs are usually installed.
fapo_is_jdk25() { [ -x "$1/bin/javac" ] && grep -q '^JAVA_VERSION="25' "$1/release" 2>/dev/null; }
fapo_find_jdk25() {
  fapo_on_path=$(command -v javac 2>/dev/null || true)
  [ -z "$fapo_on_path" ] || fapo_on_path=$(dirname "$(dirname "$(readlink -f "$fapo_on_path" 2>/dev/null || echo "$fapo_on_path")")")
  set +f
  for fapo_home in "${JAVA_HOME:-}" "$fapo_on_path" \
    /usr/lib/jvm/*25* /opt/java/openjdk /opt/*25* "$HOME"/.sdkman/candidates/java/*25* "$HOME"/.jdks/*25* \
    /Library/Java/JavaVirtualMachines/*25*/Contents/Home; do
    if [ -n "$fapo_home" ] && fapo_is_jdk25 "$fapo_home"; then
      JAVA_HOME=$fapo_home
      export JAVA_HOME
      return 0
    fi
  done
  return 1
}
fapo_find_jdk25 || {
  echo "JDK 25 not found (looked in JAVA_HOME, PATH and /usr/lib/jvm): install one, for example Temurin 25, or set JAVA_HOME." >&2
  exit 1
}
