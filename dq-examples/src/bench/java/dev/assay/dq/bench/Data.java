package dev.assay.dq.bench;

import io.trino.tpch.LineItem;
import io.trino.tpch.LineItemGenerator;
import io.trino.tpch.Order;
import io.trino.tpch.OrderGenerator;
import java.io.IOException;
import java.io.Serializable;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** The data of the benchmark, made once and kept as files. */
final class Data {

  private static final StructType LINEITEM =
      StructType.fromDDL(
          "l_orderkey BIGINT, l_partkey BIGINT, l_suppkey BIGINT, l_linenumber INT,"
              + " l_quantity BIGINT, l_extendedprice DOUBLE, l_discount DOUBLE, l_tax DOUBLE,"
              + " l_returnflag STRING, l_linestatus STRING, l_shipdate DATE, l_commitdate DATE,"
              + " l_receiptdate DATE, l_shipinstruct STRING, l_shipmode STRING, l_comment STRING");

  private static final StructType ORDERS =
      StructType.fromDDL(
          "o_orderkey BIGINT, o_custkey BIGINT, o_orderstatus STRING, o_totalprice DOUBLE,"
              + " o_orderdate DATE, o_orderpriority STRING, o_clerk STRING, o_shippriority INT,"
              + " o_comment STRING");

  private final SparkSession spark;
  private final Path folder;

  Data(SparkSession spark, Path folder) {
    this.spark = spark;
    this.folder = folder;
  }

  private Dataset<Row> parquet(String name, java.util.function.Supplier<Dataset<Row>> make) {
    Path path = folder.resolve(name);
    if (!Files.exists(path.resolve("_SUCCESS"))) {
      System.out.println("making " + name + " …");
      make.get().write().mode(SaveMode.Overwrite).parquet(path.toString());
    }
    return spark.read().parquet(path.toString());
  }

  /** Makes the rows of one of some parts of a table. */
  private interface Part extends Serializable {
    Stream<Row> rows(int part, int parts);
  }

  private Dataset<Row> generated(String name, StructType schema, Part generator) {
    return parquet(
        name,
        () -> {
          int parts = 8;
          JavaRDD<Row> rows =
              JavaSparkContext.fromSparkContext(spark.sparkContext())
                  .parallelize(IntStream.rangeClosed(1, parts).boxed().toList(), parts)
                  .flatMap(part -> generator.rows(part, parts).iterator());
          return spark.createDataFrame(rows, schema);
        });
  }

  private static <T> Stream<T> stream(Iterable<T> all) {
    return StreamSupport.stream(all.spliterator(), false);
  }

  /** TPC-H-derived line items: 6,001,215 rows at scale 1. */
  Dataset<Row> lineitem(double scale) {
    return generated(
        "lineitem-" + scale,
        LINEITEM,
        (part, parts) -> stream(new LineItemGenerator(scale, part, parts)).map(Data::row));
  }

  private static Row row(LineItem item) {
    return RowFactory.create(
        item.getOrderKey(),
        item.getPartKey(),
        item.getSupplierKey(),
        item.getLineNumber(),
        item.getQuantity(),
        item.getExtendedPrice(),
        item.getDiscount(),
        item.getTax(),
        item.getReturnFlag(),
        item.getStatus(),
        java.sql.Date.valueOf(LocalDate.ofEpochDay(item.getShipDate())),
        java.sql.Date.valueOf(LocalDate.ofEpochDay(item.getCommitDate())),
        java.sql.Date.valueOf(LocalDate.ofEpochDay(item.getReceiptDate())),
        item.getShipInstructions(),
        item.getShipMode(),
        item.getComment());
  }

  /** TPC-H-derived orders: 1,500,000 rows at scale 1. */
  Dataset<Row> orders(double scale) {
    return generated(
        "orders-" + scale,
        ORDERS,
        (part, parts) -> stream(new OrderGenerator(scale, part, parts)).map(Data::row));
  }

  private static Row row(Order order) {
    return RowFactory.create(
        order.getOrderKey(),
        order.getCustomerKey(),
        String.valueOf(order.getOrderStatus()),
        order.getTotalPrice(),
        java.sql.Date.valueOf(LocalDate.ofEpochDay(order.getOrderDate())),
        order.getOrderPriority(),
        order.getClerk(),
        order.getShipPriority(),
        order.getComment());
  }

  private static StructType wideSchema(int columns) {
    return new StructType(
        IntStream.range(0, columns)
            .mapToObj(
                i ->
                    DataTypes.createStructField(
                        "c" + i,
                        switch (i % 4) {
                          case 0 -> DataTypes.IntegerType;
                          case 1 -> DataTypes.DoubleType;
                          case 2 -> DataTypes.LongType;
                          default -> DataTypes.StringType;
                        },
                        true))
            .toArray(StructField[]::new));
  }

  private Dataset<Row> generatedWide(int columns, long rows) {
    int parts = 8;
    JavaRDD<Row> data =
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .parallelize(IntStream.range(0, parts).boxed().toList(), parts)
            .flatMap(
                part -> {
                  SplittableRandom random = new SplittableRandom(part);
                  return IntStream.range(0, (int) (rows / parts))
                      .mapToObj(i -> wideRow(columns, random))
                      .iterator();
                });
    return spark.createDataFrame(data, wideSchema(columns));
  }

  private static Row wideRow(int columns, SplittableRandom random) {
    Object[] values = new Object[columns];
    for (int c = 0; c < columns; c++) {
      if (random.nextInt(100) < 3) {
        continue;
      }
      values[c] =
          switch (c % 4) {
            case 0 -> random.nextInt(100_000);
            case 1 -> random.nextDouble() * 1000;
            case 2 -> random.nextLong(1L << 40);
            default -> "v" + random.nextInt(1000);
          };
    }
    return RowFactory.create(values);
  }

  /** Mixed types, 3% nulls. */
  Dataset<Row> wide(int columns, long rows) {
    return parquet("wide-" + columns + "-" + rows, () -> generatedWide(columns, rows));
  }

  /** The same rows as text, which is expensive to read. */
  Dataset<Row> wideCsv(int columns, long rows) {
    Path path = folder.resolve("wide-csv-" + columns + "-" + rows);
    if (!Files.exists(path.resolve("_SUCCESS"))) {
      System.out.println("making " + path.getFileName() + " …");
      wide(columns, rows).write().mode(SaveMode.Overwrite).csv(path.toString());
    }
    return spark.read().schema(wideSchema(columns)).csv(path.toString());
  }

  /** The same rows as JSON. */
  Dataset<Row> wideJson(int columns, long rows) {
    Path path = folder.resolve("wide-json-" + columns + "-" + rows);
    if (!Files.exists(path.resolve("_SUCCESS"))) {
      System.out.println("making " + path.getFileName() + " …");
      wide(columns, rows).write().mode(SaveMode.Overwrite).json(path.toString());
    }
    return spark.read().schema(wideSchema(columns)).json(path.toString());
  }

  /** A key of distinct values in no order. */
  Dataset<Row> distinctKey(long rows) {
    return parquet(
        "distinct-" + rows,
        () -> spark.range(0, rows, 1, 16).selectExpr("(id * 2654435761) % 9007199254740881 AS k"));
  }

  /** Records as lines of text. */
  Path lines(int rows) {
    Path path = folder.resolve("lines-" + rows);
    if (!Files.exists(path.resolve("_SUCCESS"))) {
      System.out.println("making " + path.getFileName() + " …");
      JavaSparkContext.fromSparkContext(spark.sparkContext())
          .parallelize(IntStream.range(0, 8).boxed().toList(), 8)
          .flatMap(
              part ->
                  IntStream.range(part * (rows / 8), (part + 1) * (rows / 8))
                      .mapToObj(i -> new Bench.Item(i).line())
                      .iterator())
          .saveAsTextFile(path.toString());
    }
    return path;
  }

  /** Keys of difficult shapes over 3 million rows. */
  Dataset<Row> shapes() {
    return parquet(
        "shapes",
        () ->
            spark
                .range(0, 3_000_000, 1, 8)
                .selectExpr(
                    "IF(id % 10 = 0, id, 7) AS skewed",
                    "id % 5 AS low",
                    "concat(repeat(md5(cast(id AS STRING)), 6), '12345678') AS text200",
                    "id % 100 AS a",
                    "cast(id % 1000 AS INT) AS b",
                    "cast(id AS STRING) AS c",
                    "id * 0.5D AS d",
                    "date_add(DATE'2000-01-01', cast(id % 1000 AS INT)) AS e"));
  }

  /** The line items' prices and modes as arrays, and their shares as a map. */
  Dataset<Row> nested(double scale) {
    return parquet(
        "nested-" + scale,
        () ->
            lineitem(scale)
                .selectExpr(
                    "array(l_extendedprice, l_extendedprice * (1 - l_discount),"
                        + " l_extendedprice * (1 + l_tax)) AS prices",
                    "array(l_shipmode, IF(l_linenumber = 1, 'AIR', l_shipmode)) AS modes",
                    "map('tax', l_tax, 'discount', l_discount) AS amounts"));
  }

  /** Numbers with check digits, of which one in fifty is wrong: as many rows as line items. */
  Dataset<Row> coded(double scale) {
    return generated(
        "coded-" + scale,
        StructType.fromDDL("ean STRING, card STRING, iban STRING, lei STRING, isbn STRING"),
        (part, parts) -> {
          SplittableRandom random = new SplittableRandom(part);
          return IntStream.range(0, (int) (6_001_215 * scale / parts)).mapToObj(i -> coded(random));
        });
  }

  private static Row coded(SplittableRandom random) {
    String bank = digits(random, 18);
    String entity = digits(random, 4) + "00ABCDEFGHIJ" + digits(random, 2);
    return RowFactory.create(
        weighed(random, digits(random, 12)),
        luhn(random, "4" + digits(random, 14)),
        "DE" + remainder(random, bank + "131400") + bank,
        entity + remainder(random, letters(entity) + "00"),
        weighed(random, "978" + digits(random, 9)));
  }

  private static String digits(SplittableRandom random, int many) {
    StringBuilder digits = new StringBuilder();
    for (int i = 0; i < many; i++) {
      digits.append(random.nextInt(10));
    }
    return digits.toString();
  }

  private static int wrong(SplittableRandom random) {
    return random.nextInt(50) == 0 ? 1 : 0;
  }

  private static String weighed(SplittableRandom random, String digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      sum += (digits.charAt(i) - '0') * (i % 2 == 0 ? 1 : 3);
    }
    return digits + (10 - sum % 10 + wrong(random)) % 10;
  }

  private static String luhn(SplittableRandom random, String digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int twice = (digits.charAt(digits.length() - 1 - i) - '0') * (i % 2 == 0 ? 2 : 1);
      sum += twice / 10 + twice % 10;
    }
    return digits + (10 - sum % 10 + wrong(random)) % 10;
  }

  /** Letters as two digits, A as 10. */
  private static String letters(String text) {
    StringBuilder digits = new StringBuilder();
    text.chars().forEach(c -> digits.append(Character.digit(c, 36)));
    return digits.toString();
  }

  /** The two check digits of ISO/IEC 7064, MOD 97-10. */
  private static String remainder(SplittableRandom random, String digits) {
    int left = new BigInteger(digits).mod(BigInteger.valueOf(97)).intValue();
    int check = 98 - left;
    return String.format("%02d", wrong(random) == 0 ? check : check % 97 + 2);
  }

  static void delete(Path path) throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    try (var files = Files.walk(path)) {
      List<Path> all = files.sorted(java.util.Comparator.reverseOrder()).toList();
      for (Path file : all) {
        Files.delete(file);
      }
    }
  }
}
