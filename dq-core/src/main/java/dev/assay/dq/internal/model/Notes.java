package dev.assay.dq.internal.model;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What people add to a constraint; it changes how the constraint is shown and found, not its
 * verdict.
 *
 * @param id the identity instead of the one that is derived, or null
 * @param name the name instead of the generated sentence, or null
 * @param because why it matters, or null
 * @param tags words to find it by, in order and without repetitions
 */
public record Notes(
    @Nullable String id,
    @Nullable String name,
    @Nullable String because,
    List<String> tags,
    boolean ifPresent)
    implements Serializable {

  /** Nothing added. */
  public static final Notes NONE = new Notes(null, null, null, List.of());

  /** Refuses blank ids and null or blank tags. */
  public Notes {
    if (id != null) {
      Args.notBlank(id, "id");
    }
    tags = List.copyOf(new LinkedHashSet<>(Args.noNulls(tags, "tags")));
    tags.forEach(tag -> Args.notBlank(tag, "tag"));
  }

  /** Of what must be there. */
  public Notes(
      @Nullable String id, @Nullable String name, @Nullable String because, List<String> tags) {
    this(id, name, because, tags, false);
  }

  /** The same of what need not be there. */
  public Notes asIfPresent() {
    return new Notes(id, name, because, tags, true);
  }

  public Notes id(String newId) {
    return new Notes(Args.notBlank(newId, "id"), name, because, tags, ifPresent);
  }

  public Notes as(String newName) {
    return new Notes(id, Args.notBlank(newName, "name"), because, tags, ifPresent);
  }

  public Notes because(String reason) {
    return new Notes(id, name, Args.notBlank(reason, "reason"), tags, ifPresent);
  }

  public Notes tagged(String... more) {
    List<String> all = new ArrayList<>(tags);
    all.addAll(Args.noNulls(Args.list(more, "tags"), "tags"));
    return new Notes(id, name, because, all, ifPresent);
  }
}
