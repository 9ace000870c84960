package dev.assay.dq.spark;

import dev.assay.dq.internal.model.Fault;
import dev.assay.dq.internal.plan.DataFiles;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;

/** The files that a Dataset reads: Spark knows their names, their folders how long they are. */
record InputFiles(List<Path> paths, Configuration configuration) implements DataFiles {

  InputFiles(Dataset<?> data) {
    this(
        Stream.of(data.inputFiles()).map(each -> new Path(URI.create(each))).toList(),
        data.sparkSession().sparkContext().hadoopConfiguration());
  }

  @Override
  public long count() {
    return paths.size();
  }

  /** A listing of each folder, for a question for each file would take many times as long. */
  @Override
  public List<Long> sizes() {
    List<Long> sizes = new ArrayList<>();
    paths.stream()
        .collect(Collectors.groupingBy(Path::getParent, LinkedHashMap::new, Collectors.toSet()))
        .forEach((folder, files) -> sizes.addAll(sizes(folder, files)));
    return sizes;
  }

  private List<Long> sizes(Path folder, Set<Path> files) {
    Map<String, Long> found = new LinkedHashMap<>();
    try {
      for (FileStatus each : folder.getFileSystem(configuration).listStatus(folder)) {
        found.put(each.getPath().getName(), each.getLen());
      }
    } catch (IOException e) {
      throw new Fault(folder + " cannot be listed: " + e);
    }
    return files.stream()
        .map(
            each -> {
              Long size = found.get(each.getName());
              if (size == null) {
                throw new Fault(each + " is not there any more: read the Dataset anew");
              }
              return size;
            })
        .toList();
  }
}
