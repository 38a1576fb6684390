@echo off
rem Start the ae command: build it where it is missing, then run it.
rem
rem   JAVA_HOME     the JDK to run on; where it is not set, the java on the path
rem   AE_JAVA_OPTS  further options for the JVM, such as -Xmx8g
rem
rem After a change of the sources, run "mvnw -DskipTests package" to build it anew.
setlocal enableextensions
set "AE_DIST=%~dp0ae-cli\target\dist"

if defined JAVA_HOME (
  set "AE_JAVA=%JAVA_HOME%\bin\java.exe"
  set "AE_CHOSEN=JAVA_HOME"
) else (
  set "AE_JAVA=java.exe"
  set "AE_CHOSEN=java on the path, as JAVA_HOME is not set"
)
if defined JAVA_HOME if not exist "%AE_JAVA%" (
  echo ae: JAVA_HOME has no bin\java.exe: %JAVA_HOME% 1>&2
  exit /b 1
)

if not exist "%AE_DIST%\.built" (
  echo ae: building, once ... 1>&2
  pushd "%~dp0"
  call mvnw.cmd -q -B -DskipTests -pl ae-cli -am package 1>&2
  if errorlevel 1 (
    popd
    echo ae: the build failed; its output is above 1>&2
    exit /b 1
  )
  popd
)

for %%J in ("%AE_DIST%\lib\ae-cli-*.jar") do set "AE_JAR=%%~fJ"
"%AE_JAVA%" --add-modules=jdk.incubator.vector -XX:CompileCommand=quiet "-XX:CompileCommand=CompileThresholdScaling,org.ae4j.kernels.vector.*::*,0.03" "-XX:CompileCommand=BackgroundCompilation,org.ae4j.kernels.vector.*::*,false" -XX:ObjectAlignmentInBytes=64 -XX:+UseSerialGC -Xms32m -XX:MaxRAMPercentage=50 -Dfile.encoding=UTF-8 "-Dae.launcher.java=%AE_CHOSEN%" %AE_JAVA_OPTS% -jar "%AE_JAR%" %*
exit /b %errorlevel%
