#!/bin/sh
# Make the pictures and figures of the lesson, all or some: docs/make/lesson.sh [Bottleneck ...]
# They go to docs/pictures and docs/make/figures; models that were trained stay in docs/make/target/models. Encoder needs the
# full Fashion-MNIST ('ae data fetch fashion-mnist'), the others the sample in the box.
set -eu
cd "$(dirname "$0")/../.."
./ae --version >/dev/null # builds what is missing
classes=docs/make/target
jars='ae-cli/target/dist/lib/*'
java=${JAVA_HOME:+$JAVA_HOME/bin/}
mkdir -p "$classes/models"
"${java}javac" --release 17 -Xlint:all -cp "$jars" -d "$classes" docs/make/java/*.java
[ $# -gt 0 ] || set -- Unsupervised Encoder Bottleneck Losses Properties Hyperparameters Activations Training
for page; do
  "${java}java" --add-modules jdk.incubator.vector -cp "$classes:$jars" "org.ae4j.lesson.$page"
done
