package dev.assay.dq.bench;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import scala.Function1;
import scala.Option;
import scala.Tuple2;
import scala.collection.JavaConverters;
import scala.collection.Seq;
import scala.runtime.AbstractFunction1;

/**
 * Deequ, by reflection: its analyzers take other parameters from version to version, and it must
 * not be needed to compile.
 */
final class Deequ {

  private static final String ANALYZERS = "com.amazon.deequ.analyzers.";

  private Deequ() {}

  static boolean present() {
    try {
      Class.forName(ANALYZERS + "Size");
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  static String version() throws ClassNotFoundException {
    String jar =
        Path.of(
                Class.forName(ANALYZERS + "Size")
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .getPath())
            .getFileName()
            .toString();
    return jar.replace("deequ-", "").replace("-spark-3.5.jar", "");
  }

  static Seq<String> columns(String... names) {
    return JavaConverters.asScalaBuffer(List.of(names)).toSeq();
  }

  /** An analyzer; parameters that are not given are empty options or lists. */
  static Object analyzer(String name, Object... arguments) throws ReflectiveOperationException {
    Constructor<?> constructor = Class.forName(ANALYZERS + name).getConstructors()[0];
    Class<?>[] types = constructor.getParameterTypes();
    Object[] all = new Object[types.length];
    for (int i = 0; i < all.length; i++) {
      if (i < arguments.length) {
        all[i] = arguments[i];
      } else if (types[i] == Option.class) {
        all[i] = Option.empty();
      } else if (types[i] == double.class) {
        all[i] = 0.01;
      } else {
        all[i] = scala.collection.immutable.List$.MODULE$.empty();
      }
    }
    return constructor.newInstance(all);
  }

  /** Runs analyzers; the answers come in the order of their names here. */
  static Map<String, Object> run(Dataset<Row> data, Map<String, Object> analyzers)
      throws ReflectiveOperationException {
    Class<?> builderType = Class.forName(ANALYZERS + "runners.AnalysisRunBuilder");
    Object builder = builderType.getConstructor(Dataset.class).newInstance(data);
    Method add = builderType.getMethod("addAnalyzer", Class.forName(ANALYZERS + "Analyzer"));
    for (Object analyzer : analyzers.values()) {
      add.invoke(builder, analyzer);
    }
    Object context = builderType.getMethod("run").invoke(builder);
    scala.collection.Map<?, ?> metrics =
        (scala.collection.Map<?, ?>) context.getClass().getMethod("metricMap").invoke(context);
    Map<Object, Object> byAnalyzer = new java.util.HashMap<>();
    scala.collection.Iterator<?> iterator = metrics.iterator();
    while (iterator.hasNext()) {
      Tuple2<?, ?> entry = (Tuple2<?, ?>) iterator.next();
      Object value = entry._2().getClass().getMethod("value").invoke(entry._2());
      byAnalyzer.put(entry._1(), ((scala.util.Try<?>) value).get());
    }
    Map<String, Object> answers = new LinkedHashMap<>();
    analyzers.forEach((name, analyzer) -> answers.put(name, byAnalyzer.get(analyzer)));
    return answers;
  }

  /** The share of rows whose key another dataset has. */
  static double subset(Dataset<Row> data, String key, Dataset<Row> other, String otherKey)
      throws ReflectiveOperationException {
    Class<?> type = Class.forName("com.amazon.deequ.comparison.ReferentialIntegrity$");
    Object module = type.getField("MODULE$").get(null);
    double[] share = new double[1];
    // a comparison that succeeds says no ratio
    Function1<Object, Object> taken =
        new AbstractFunction1<>() {
          @Override
          public Object apply(Object ratio) {
            share[0] = (double) ratio;
            return true;
          }
        };
    method(type, "subsetCheck").invoke(module, data, columns(key), other, columns(otherKey), taken);
    return share[0];
  }

  /** The only method of a name, whatever it takes in this version. */
  private static Method method(Class<?> type, String name) throws NoSuchMethodException {
    for (Method each : type.getMethods()) {
      if (each.getName().equals(name)) {
        return each;
      }
    }
    throw new NoSuchMethodException(name);
  }

  /** The rows that satisfy all predicates, which Deequ tells after a verification of them. */
  static Dataset<Row> satisfying(Dataset<Row> data, List<String> predicates)
      throws ReflectiveOperationException {
    String name = "all predicates";
    Class<?> checks = Class.forName("com.amazon.deequ.checks.Check");
    Object level =
        Class.forName("com.amazon.deequ.checks.CheckLevel").getMethod("Error").invoke(null);
    Object check = checks.getConstructors()[0].newInstance(level, name, columns());
    Method satisfies = method(checks, "satisfies");
    for (String each : predicates) {
      Object[] all = new Object[satisfies.getParameterCount()];
      all[0] = each;
      all[1] = each;
      for (int i = 2; i < all.length; i++) {
        all[i] = checks.getMethod("satisfies$default$" + (i + 1)).invoke(check);
      }
      check = satisfies.invoke(check, all);
    }
    Object suite =
        Class.forName("com.amazon.deequ.VerificationSuite").getConstructor().newInstance();
    Object builder = suite.getClass().getMethod("onData", Dataset.class).invoke(suite, data);
    builder.getClass().getMethod("addCheck", checks).invoke(builder, check);
    Object result = builder.getClass().getMethod("run").invoke(builder);
    Class<?> results = Class.forName("com.amazon.deequ.VerificationResult$");
    @SuppressWarnings("unchecked")
    Dataset<Row> told =
        (Dataset<Row>)
            results
                .getMethod(
                    "rowLevelResultsAsDataFrame",
                    SparkSession.class,
                    result.getClass(),
                    Dataset.class)
                .invoke(results.getField("MODULE$").get(null), data.sparkSession(), result, data);
    return told.where(functions.col("`" + name + "`")).drop(name);
  }

  /** Runs the profiler; the answers are the means of the columns of numbers. */
  static Map<String, Object> profile(Dataset<Row> data) throws ReflectiveOperationException {
    Object runner =
        Class.forName("com.amazon.deequ.profiles.ColumnProfilerRunner")
            .getConstructor()
            .newInstance();
    Object builder = runner.getClass().getMethod("onData", Dataset.class).invoke(runner, data);
    Object result = builder.getClass().getMethod("run").invoke(builder);
    scala.collection.Map<?, ?> profiles =
        (scala.collection.Map<?, ?>) result.getClass().getMethod("profiles").invoke(result);
    Map<String, Object> means = new LinkedHashMap<>();
    scala.collection.Iterator<?> iterator = profiles.iterator();
    while (iterator.hasNext()) {
      Tuple2<?, ?> entry = (Tuple2<?, ?>) iterator.next();
      Object profile = entry._2();
      if (profile.getClass().getSimpleName().startsWith("Numeric")) {
        Option<?> mean = (Option<?>) profile.getClass().getMethod("mean").invoke(profile);
        means.put(String.valueOf(entry._1()), mean.get());
      }
    }
    return means;
  }
}
