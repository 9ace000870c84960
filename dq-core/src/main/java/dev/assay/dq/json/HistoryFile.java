package dev.assay.dq.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.dq.StateFormatException;
import dev.assay.dq.internal.Numbers;
import dev.assay.dq.internal.model.Args;
import dev.assay.dq.result.History;
import dev.assay.dq.result.PastValue;
import dev.assay.dq.result.RunResult;
import dev.assay.dq.result.Status;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The past as a file to which every run appends a line: {@code history.append(result)} after the
 * run that was given {@code .history(history)}. A line is JSON and holds the numbers behind all
 * constraints of the run, also of those that failed or came to none. Lines are never changed, and
 * their order does not matter.
 *
 * <p>Threads and processes may append at once: each waits for a lock of the file. File systems
 * without such locks (object stores, HDFS) need a table instead. Needs Jackson on the class path.
 */
public final class HistoryFile implements History {

  private static final String FORMAT = "assay-history";
  private static final int VERSION = 1;
  private static final long MOST_BYTES = 64L << 20;

  /** A lock of a file is held by the process, so its threads wait here. */
  private static final Object THREADS = new Object();

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .build();
  private static final ObjectMapper MAPPER = new ObjectMapper(FACTORY);

  private final Path path;

  private HistoryFile(Path path) {
    this.path = path;
  }

  /** The past in a file. One that is not there is a past without runs, and the first creates it. */
  public static HistoryFile at(Path path) {
    return new HistoryFile(Args.notNull(path, "path"));
  }

  /**
   * Appends what a run found, in one line. If that fails, the file is as it was.
   *
   * @throws IOException if the file cannot be written
   */
  public void append(RunResult result) throws IOException {
    append(result, Instant.now());
  }

  void append(RunResult result, Instant recorded) throws IOException {
    byte[] line = line(Args.notNull(result, "result"), recorded);
    Path folder = path.toAbsolutePath().getParent();
    if (folder != null && !Files.isDirectory(folder)) { // which may be a link to one
      Files.createDirectories(folder);
    }
    synchronized (THREADS) {
      try (FileChannel file =
          FileChannel.open(
              path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
        file.lock(); // until it is closed
        append(file, line);
      }
    }
  }

  private static void append(FileChannel file, byte[] line) throws IOException {
    long size = file.size();
    try {
      if (size > 0 && !endsLine(file, size)) {
        write(file, new byte[] {'\n'}, size); // what a writer left behind spoils no other line
      }
      write(file, line, file.size());
      file.force(true);
    } catch (IOException | RuntimeException e) {
      try {
        file.truncate(size);
      } catch (IOException again) {
        e.addSuppressed(again);
      }
      throw e;
    }
  }

  private static boolean endsLine(FileChannel file, long size) throws IOException {
    ByteBuffer last = ByteBuffer.allocate(1);
    return file.read(last, size - 1) == 1 && last.get(0) == '\n';
  }

  private static void write(FileChannel file, byte[] bytes, long start) throws IOException {
    ByteBuffer rest = ByteBuffer.wrap(bytes);
    long at = start;
    while (rest.hasRemaining()) {
      at += file.write(rest, at);
    }
  }

  private static byte[] line(RunResult result, Instant recorded) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = FACTORY.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("format", FORMAT);
      json.writeNumberField("version", VERSION);
      json.writeStringField("recorded", recorded.toString());
      json.writeArrayFieldStart("values");
      for (PastValue each : History.values(result, recorded)) {
        write(each, json);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    out.write('\n');
    return out.toByteArray();
  }

  private static void write(PastValue value, JsonGenerator json) throws IOException {
    json.writeStartObject();
    if (!value.dataset().isEmpty()) {
      json.writeStringField("dataset", value.dataset());
    }
    json.writeStringField("check", value.check());
    json.writeStringField("id", value.id());
    json.writeStringField("asOf", value.asOf().toString());
    json.writeStringField("status", value.status().name());
    Double number = value.value();
    if (number != null && Double.isFinite(number)) {
      json.writeNumberField("value", number);
    } else if (number != null) {
      json.writeStringField("value", number.toString());
    }
    json.writeEndObject();
  }

  /**
   * The values that are asked for.
   *
   * @throws IOException if the file cannot be read
   * @throws StateFormatException if it has more than 64 MB, or a line that is not a run
   */
  @Override
  public Collection<PastValue> values(Question question) throws IOException {
    List<PastValue> values = new ArrayList<>();
    read(
        each -> {
          if (each.dataset().equals(question.dataset())
              && each.asOf().isBefore(question.before())
              && question.wanted().containsKey(new Subject(each.check(), each.id()))) {
            values.add(each);
          }
        });
    return values;
  }

  private void read(Consumer<PastValue> found) throws IOException {
    synchronized (THREADS) {
      try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
        file.lock(0, Long.MAX_VALUE, true); // until it is closed
        if (file.size() > MOST_BYTES) {
          throw new StateFormatException(
              path
                  + " has "
                  + Numbers.grouped(file.size())
                  + " bytes, and a history is read up to 64 MB: move its first lines to another"
                  + " file");
        }
        lines(new BufferedInputStream(Channels.newInputStream(file)), found);
      } catch (NoSuchFileException e) {
        return; // before the first run
      }
    }
  }

  private void lines(InputStream in, Consumer<PastValue> found) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int number = 1;
    for (int next = in.read(); next >= 0; next = in.read()) {
      if (next != '\n') {
        line.write(next);
        continue;
      }
      run(line.toByteArray(), number, found);
      line.reset();
      number++;
    }
    if (line.size() > 0) {
      run(line.toByteArray(), number, found);
    }
  }

  private void run(byte[] line, int number, Consumer<PastValue> found) throws IOException {
    if (line.length == 0) {
      return;
    }
    try {
      JsonNode tree = tree(line);
      if (!FORMAT.equals(text(tree, "format")) || tree.path("version").asInt(-1) != VERSION) {
        throw new IllegalArgumentException("its format is not " + FORMAT + ", version " + VERSION);
      }
      Instant recorded = Instant.parse(text(tree, "recorded"));
      JsonNode values = tree.path("values");
      if (!values.isArray()) {
        throw new IllegalArgumentException("it has no values");
      }
      for (JsonNode each : values) {
        found.accept(value(each, recorded));
      }
    } catch (JsonProcessingException e) {
      throw damaged(number, "it is not JSON: " + e.getOriginalMessage(), e);
    } catch (IllegalArgumentException | DateTimeException e) {
      throw damaged(number, String.valueOf(e.getMessage()), e);
    }
  }

  private static JsonNode tree(byte[] line) throws IOException {
    String text = new String(line, StandardCharsets.UTF_8);
    Limits.check(text, FACTORY);
    return MAPPER.readTree(text);
  }

  private static PastValue value(JsonNode tree, Instant recorded) {
    return new PastValue(
        tree.has("dataset") ? text(tree, "dataset") : "",
        text(tree, "check"),
        text(tree, "id"),
        Instant.parse(text(tree, "asOf")),
        recorded,
        Status.valueOf(text(tree, "status")),
        number(tree.get("value")));
  }

  private static String text(JsonNode tree, String name) {
    JsonNode found = tree.path(name);
    if (!found.isTextual()) {
      throw new IllegalArgumentException("\"" + name + "\" is missing, or no text");
    }
    return found.textValue();
  }

  private static @Nullable Double number(@Nullable JsonNode tree) {
    if (tree == null) {
      return null;
    }
    if (!tree.isNumber() && !tree.isTextual()) {
      throw new IllegalArgumentException("\"value\" is no number");
    }
    return Double.valueOf(tree.asText());
  }

  private StateFormatException damaged(int line, String why, Exception cause) {
    StateFormatException damaged =
        new StateFormatException(
            "line "
                + Numbers.grouped(line)
                + " of "
                + path
                + " is not what a run has appended, so the past is not known: "
                + why
                + ": repair or remove the line");
    damaged.initCause(cause);
    return damaged;
  }
}
