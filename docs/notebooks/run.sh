#!/bin/sh
# Execute the notebooks from top to bottom in an environment of their own, below docs/target.
#
#   run.sh [NAME ...]           execute, and write what the cells give into the notebooks
#   run.sh --check [NAME ...]   execute, and compare with what the notebooks hold
#   run.sh --kernel             put the kernel where your own Jupyter finds it, and execute nothing
#
# NAME is the beginning of a notebook's name, such as 01; without any, all are executed. JAVA_HOME is the JDK that the
# kernel runs on; where it is not set, the newest one that is found. Ends with 3 where Jupyter is neither found nor to be had.
set -eu

fail() {
  printf 'run.sh: %s\n' "$1" >&2
  exit 1
}

newest_jdk() {
  for home in "$(dirname "$(dirname "$(readlink -f "$(command -v java || echo /)")")")" /usr/lib/jvm/* \
    "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    if [ -x "$home/bin/jshell" ] && [ -r "$home/release" ]; then
      printf '%s %s\n' "$(sed -n 's/^JAVA_VERSION="\(.*\)"/\1/p' "$home/release")" "$home"
    fi
  done | sort -V | tail -n 1 | cut -d ' ' -f 2-
}

python_with_jupyter() {
  for python in python3 /usr/bin/python3 "$target/venv/bin/python"; do
    if "$python" -c 'import nbclient' 2>/dev/null; then
      echo "$python"
      return
    fi
  done
  if python3 -m venv "$target/venv" >&2 && "$target/venv/bin/pip" install -q nbclient >&2; then
    echo "$target/venv/bin/python"
  fi
}

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
root=$(dirname "$(dirname "$here")")
target=$root/docs/target
java_home=${JAVA_HOME:-$(newest_jdk)}
[ -x "$java_home/bin/jshell" ] || fail "no JDK 17 or newer found; install one or set JAVA_HOME"

only_kernel=false
if [ "${1:-}" = --kernel ]; then
  only_kernel=true
else
  python=$(python_with_jupyter)
  if [ -z "$python" ]; then
    echo "run.sh: notebooks are not executed: found neither Jupyter's nbclient nor pip to fetch it; install python3-nbclient (Debian) or 'pip install nbclient'" >&2
    exit 3
  fi
fi

mkdir -p "$target"
echo 'run.sh: building ae4j into docs/target/repository ...' >&2
modules=ae-pictures,ae-vanilla,ae-denoising,ae-variational,ae-convolutional,ae-clustering,ae-manifold,ae-anomaly,ae-kernels-vector,ae-data-fashion-mnist
yours=${MAVEN_REPOSITORY:-$HOME/.m2/repository}
maven() {
  (cd "$root" && ./mvnw -B -q -Dmaven.repo.local="$target/repository" \
    -Dmaven.repo.local.tail="$yours" -Dmaven.repo.local.tail.ignoreAvailability=true -pl "$modules" "$@") >>"$target/build.log" 2>&1 ||
    {
      cat "$target/build.log" >&2
      fail "the build failed; its output is above and in docs/target/build.log"
    }
}
: >"$target/build.log"
maven -am -Dmaven.test.skip=true -Dspotless.check.skip=true install dependency:copy-dependencies \
  -DincludeArtifactIds=rapaio-jupyter-kernel -DoutputDirectory="$target/kernel" -Dmdep.stripVersion=true
# What your repository has is copied, so that the kernel, which does not try twice, need not fetch anything.
maven dependency:copy-dependencies -DoutputDirectory="$target/repository" -Dmdep.useRepositoryLayout=true
if [ -d "$yours" ]; then
  (cd "$yours" && find . -name '*.pom' ! -path './org/ae4j/*' | tar -cf - -T -) | tar -xf - -C "$target/repository"
fi

if $only_kernel; then
  jupyter=${JUPYTER_DATA_DIR:-${XDG_DATA_HOME:-$HOME/.local/share}/jupyter}
else
  jupyter=$target/jupyter
fi
spec=$jupyter/kernels/rapaio-jupyter-kernel
mkdir -p "$spec"
# The folder of the kernel's repository counts from where its jar lies. The options are those of the ae command on any JDK.
cat >"$spec/kernel.json" <<JSON
{
  "argv": [
    "$java_home/bin/java", "--add-modules=jdk.incubator.vector", "-XX:MaxRAMPercentage=50", "-XX:+UseSerialGC",
    "-XX:CompileCommand=quiet", "-XX:CompileCommand=CompileThresholdScaling,org.ae4j.kernels.vector.*::*,0.03",
    "-XX:CompileCommand=BackgroundCompilation,org.ae4j.kernels.vector.*::*,false",
    "-Dfile.encoding=UTF-8", "-Duser.language=en", "-Djava.awt.headless=true",
    "-jar", "$target/kernel/rapaio-jupyter-kernel.jar", "{connection_file}"
  ],
  "display_name": "Java (ae4j)",
  "language": "java",
  "interrupt_mode": "message",
  "env": {"RJK_MIMA_CACHE": "../repository", "RJK_TIMEOUT_MILLIS": "-1"}
}
JSON
if $only_kernel; then
  echo "Jupyter now has the kernel 'Java (ae4j)': $spec"
  exit
fi

export JUPYTER_PATH="$jupyter" JUPYTER_DATA_DIR="$jupyter" JUPYTER_CONFIG_DIR="$jupyter/config"
export JUPYTER_RUNTIME_DIR="$jupyter/runtime" IPYTHONDIR="$jupyter/ipython"
cd "$here"
exec "$python" execute.py "$@"
