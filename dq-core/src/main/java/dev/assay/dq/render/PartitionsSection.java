package dev.assay.dq.render;

import dev.assay.dq.profile.DatasetProfile;
import java.util.ArrayList;
import java.util.List;

/** How rows are spread over partitions. */
final class PartitionsSection implements Section {

  private final DatasetProfile profile;

  PartitionsSection(DatasetProfile profile) {
    this.profile = profile;
  }

  @Override
  public String id() {
    return "partitions";
  }

  @Override
  public String title() {
    return "Partitions";
  }

  @Override
  public boolean isEmpty() {
    return profile.partitions() == null;
  }

  @Override
  public void render(Html page) {
    DatasetProfile.Partitions partitions = profile.partitions();
    if (partitions == null) {
      return;
    }
    page.open("div", "class", "pair").open("div");
    List<Long> sizes = partitions.sizes();
    if (sizes.size() > 1) {
      List<String> names = new ArrayList<>();
      List<String> labels = new ArrayList<>();
      boolean all = sizes.size() == partitions.number();
      for (int i = 0; i < sizes.size(); i++) {
        names.add(all ? "partition " + i : "rank " + (i + 1) + " of " + sizes.size());
        labels.add("");
      }
      page.open("figure")
          .element("figcaption", all ? "Rows of each partition" : "Rows of a partition, by size");
      Svg.columns(
          page,
          "Rows a partition: from "
              + Figures.count(partitions.min())
              + " to "
              + Figures.count(partitions.max()),
          sizes,
          names,
          labels);
      page.close();
    }
    if (partitions.advice() != null) {
      page.element("p", partitions.advice(), "class", "advice");
    }
    page.close().open("div").open("dl", "class", "numbers");
    entry(page, "Partitions", Figures.count(partitions.number()));
    entry(page, "Empty", Figures.count(partitions.empty()));
    entry(page, "Rows, fewest", Figures.count(partitions.min()));
    entry(page, "Rows, median", Figures.count(partitions.median()));
    entry(page, "Rows, most", Figures.count(partitions.max()));
    entry(page, "Most to average", Figures.real(round(partitions.skew(profile.rows()))));
    if (partitions.inputBytes() >= 0) {
      entry(page, "Bytes of the source", Figures.bytes(partitions.inputBytes()));
    }
    page.close(3);
  }

  private static double round(double number) {
    return Math.round(number * 100) / 100.0;
  }

  private static void entry(Html page, String name, String value) {
    page.open("div").element("dt", name).element("dd", value).close();
  }
}
