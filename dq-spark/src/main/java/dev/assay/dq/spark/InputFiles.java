package dev.assay.dq.spark;

import dev.assay.dq.internal.execute.RowCode;
import dev.assay.dq.internal.model.Fault;
import dev.assay.dq.internal.plan.DataFiles;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.jspecify.annotations.Nullable;

/**
 * The files that a Dataset reads: Spark knows their names, their folders how long they are. Both
 * are asked for once, and not before somebody wants to know.
 */
final class InputFiles implements DataFiles {

  private final Dataset<?> data;
  private String @Nullable [] names;
  private @Nullable List<Long> sizes;

  InputFiles(Dataset<?> data) {
    this.data = data;
  }

  @Override
  public long count() {
    return names().length;
  }

  private String[] names() {
    String[] known = names;
    if (known == null) {
      known = known("its files", data::inputFiles);
      names = known;
    }
    return known;
  }

  @Override
  public List<Long> sizes() {
    List<Long> known = sizes;
    if (known == null) {
      String[] all = names();
      known = known("the sizes of its files", () -> listed(all));
      sizes = known;
    }
    return known;
  }

  @Override
  public long partitions() {
    String[] all = names();
    return known(
        "the partitions of its files",
        () ->
            Stream.of(all).map(InputFiles::partition).filter(Objects::nonNull).distinct().count());
  }

  @Override
  public List<Long> partitionSizes() {
    String[] all = names();
    List<Long> lengths = sizes();
    Map<Path, Long> partitions = new HashMap<>();
    for (int i = 0; i < all.length; i++) {
      Path partition = partition(all[i]);
      if (partition != null) {
        partitions.merge(partition, lengths.get(i), Long::sum);
      }
    }
    return List.copyOf(partitions.values());
  }

  /** The folder of a file if it is named {@code column=value}. */
  private static @Nullable Path partition(String file) {
    Path folder = path(file).getParent();
    String name = folder.getName();
    int equals = name.indexOf('=');
    return equals > 0 && equals < name.length() - 1 ? folder : null;
  }

  private static Path path(String file) {
    return new Path(URI.create(file));
  }

  /** A listing of each folder, for a question for each file would take many times as long. */
  private List<Long> listed(String[] all) throws IOException {
    Map<Path, Map<String, Long>> folders = new HashMap<>();
    List<Long> found = new ArrayList<>();
    for (String each : all) {
      Path file = path(each);
      Path folder = file.getParent();
      if (!folders.containsKey(folder)) {
        folders.put(folder, listing(folder));
      }
      Long size = folders.get(folder).get(file.getName());
      if (size == null) {
        throw new FileNotFoundException(file + " is not there any more: read the Dataset anew");
      }
      found.add(size);
    }
    return found;
  }

  private Map<String, Long> listing(Path folder) throws IOException {
    Configuration configuration = data.sparkSession().sparkContext().hadoopConfiguration();
    Map<String, Long> listing = new HashMap<>();
    for (FileStatus each : folder.getFileSystem(configuration).listStatus(folder)) {
      listing.put(each.getPath().getName(), each.getLen());
    }
    return listing;
  }

  /** Whatever a query, a name or a file system throws ends what is asked of files alone. */
  private static <T> T known(String what, Callable<T> asked) {
    try {
      return asked.call();
    } catch (Throwable e) {
      RowCode.passOn(e);
      throw new Fault(what + " are not known: " + Exceptions.described(e));
    }
  }
}
