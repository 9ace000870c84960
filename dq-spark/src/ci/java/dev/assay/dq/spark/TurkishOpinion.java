package dev.assay.dq.spark;

import dev.assay.dq.local.Fields;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The third opinion where the upper case of i has a dot, and on the path of records with Kryo: both
 * hold for a whole process. Writes every difference in a line.
 */
final class TurkishOpinion {

  private TurkishOpinion() {}

  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    long seed = Long.parseLong(args[1]);
    if (!"I".toLowerCase(Locale.getDefault()).equals("\u0131")) {
      throw new IllegalStateException("the default locale is " + Locale.getDefault());
    }
    List<String> lines = new ArrayList<>();
    try (SparkSession spark =
        OwnProcess.spark(folder.resolve("local"))
            .config("spark.serializer", "org.apache.spark.serializer.KryoSerializer")
            .config("spark.kryo.registrationRequired", true)
            .getOrCreate()) {
      DuckDbTest.Setting setting =
          new DuckDbTest.Setting("Asia/Kolkata", true, false, false, 200, 60);
      SparkSession session = setting.prepare(spark);
      ThirdOpinion opinion = new ThirdOpinion(seed, setting.rows(), false);
      Path files = folder.resolve("files");
      opinion.write(session, files);
      lines.addAll(opinion.differences(session, files, setting.constraints(), DataQuality::on));
      session.conf().set("spark.sql.datetime.java8API.enabled", true);
      ThirdOpinion again = new ThirdOpinion(seed + 1, setting.rows(), false).withoutStructs();
      Path others = folder.resolve("others");
      again.write(session, others);
      lines.addAll(
          again.differences(session, others, setting.constraints(), TurkishOpinion::onRecords));
    }
    Files.write(folder.resolve("differences"), lines);
  }

  /** The same rows as records in an RDD. */
  private static Verification<?, ?> onRecords(Dataset<Row> dataset) {
    List<String> names = List.of(dataset.columns());
    JavaRDD<Map<String, ?>> records =
        dataset
            .toJavaRDD()
            .map(
                row -> {
                  Map<String, Object> record = new HashMap<>();
                  for (int i = 0; i < names.size(); i++) {
                    record.put(names.get(i), plain(row, i));
                  }
                  return record;
                });
    Map<String, Class<?>> types = new LinkedHashMap<>();
    for (var field : dataset.schema().fields()) {
      types.put(field.name(), javaType(field.dataType().typeName()));
    }
    return DataQuality.on(records, Fields.ofMap(types));
  }

  private static Object plain(Row row, int i) {
    Object value = row.get(i);
    return switch (row.schema().fields()[i].dataType().typeName()) {
      case "array" -> value == null ? null : row.getList(i);
      case "map" -> value == null ? null : row.getJavaMap(i);
      default -> value;
    };
  }

  private static Class<?> javaType(String type) {
    return switch (type) {
      case "string" -> String.class;
      case "byte" -> Byte.class;
      case "short" -> Short.class;
      case "integer" -> Integer.class;
      case "long" -> Long.class;
      case "float" -> Float.class;
      case "double" -> Double.class;
      case "boolean" -> Boolean.class;
      case "date" -> java.time.LocalDate.class;
      case "timestamp" -> java.time.Instant.class;
      case "timestamp_ntz" -> java.time.LocalDateTime.class;
      case "binary" -> byte[].class;
      case "array" -> List.class;
      case "map" -> Map.class;
      default -> java.math.BigDecimal.class;
    };
  }
}
