# Read by tools/thgcl when tools/cluster/submit has called it: makes of the arguments those of the virtual machine.
#
#   THGCL_CLUSTER_MAIN    a class to start instead of submit's: tools/cluster/check, simulate and standalone have some
#   THGCL_CLUSTER_JARS    more jars, for this process and for executors
cluster=$root/tools/cluster
cluster_jar=$cluster/target/thgcl-cluster.jar

cluster_fresh() {
    [ -f "$cluster_jar" ] && [ -z "$(find "$jar" "$cluster/pom.xml" "$cluster/src/main" -newer "$cluster_jar" -print)" ]
}

build_cluster() {
    if ! command -v mvn > /dev/null 2>&1; then
        say "tools/cluster must be built first, and Maven (mvn) is not on PATH."
        exit 2
    fi
    say "building tools/cluster (needed when sources have changed; the first time fetches Spark, 220 MB) ..."
    mkdir -p "$cluster/target"
    : > "$cluster/target/begun"
    if ! JAVA_HOME=$java_home MAVEN_OPTS="--sun-misc-unsafe-memory-access=allow ${MAVEN_OPTS:-}" \
        mvn -B -ntp -f "$cluster/pom.xml" -Dmaven.test.skip=true package > "$cluster/target/build.log" 2>&1; then
        cat "$cluster/target/build.log" >&2
        say "the build failed; its output is above."
        exit 2
    fi
    # What is edited meanwhile counts as newer.
    touch -r "$cluster/target/begun" "$cluster_jar"
}

if ! cluster_fresh; then
    lock
    cluster_fresh || build_cluster
    unlock
fi
# Executors on this machine are started by Spark's own launcher, which looks here for a JDK and for Spark's jars.
SPARK_HOME=${SPARK_HOME:-$cluster/target/spark}
SPARK_SCALA_VERSION=2.13
JAVA_HOME=$java_home
export JAVA_HOME SPARK_HOME SPARK_SCALA_VERSION
unset THGCL_STARTS
# Spark logs; the library that silences the program's own libraries stays out.
own=$cluster_jar:$jar${THGCL_CLUSTER_JARS:+:$THGCL_CLUSTER_JARS}
for library in "$build"/lib/*.jar; do
    case ${library##*/} in
        slf4j-*) ;;
        *) own=$own:$library ;;
    esac
done
set -- @"$cluster/java-options" \
    -Dslf4j.provider=org.apache.logging.slf4j.SLF4JServiceProvider -Dslf4j.internal.verbosity=WARN \
    -Dthgcl.cluster.jars="$own" \
    -cp "$own:$SPARK_HOME/jars/*" "${THGCL_CLUSTER_MAIN:-org.thgcl.cluster.Submit}" "$@"
