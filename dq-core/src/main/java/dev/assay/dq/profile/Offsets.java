package dev.assay.dq.profile;

import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** How far clocks of a zone are ahead of UTC, found faster than by the zone itself. */
final class Offsets {

  /** Between these, in seconds since 1970-01-01, all changes are known: 1900 to 2100. */
  private static final long FIRST = -2_208_988_800L;

  private static final long LAST = 4_102_444_800L;

  /** Beyond, a zone may not know the year any more: 31 million years. */
  private static final long FAR = 1_000_000_000_000_000L;

  private final ZoneId zone;
  private long @Nullable [] changes;
  private int[] after;

  Offsets(ZoneId zone) {
    this.zone = zone;
    this.after = new int[0];
  }

  /** How many seconds clocks are ahead at a second since 1970-01-01. */
  long at(long second) {
    long[] known = changes;
    if (known == null) {
      known = read();
    }
    if (second < FIRST || second >= LAST) {
      long near = Math.max(-FAR, Math.min(FAR, second));
      return zone.getRules().getOffset(Instant.ofEpochSecond(near)).getTotalSeconds();
    }
    int place = known.length == 1 ? 0 : Arrays.binarySearch(known, second);
    return after[place < 0 ? -place - 2 : place];
  }

  private long[] read() {
    ZoneRules rules = zone.getRules();
    long[] found = new long[1 << 12];
    int[] offsets = new int[found.length];
    found[0] = FIRST;
    offsets[0] = rules.getOffset(Instant.ofEpochSecond(FIRST)).getTotalSeconds();
    int size = 1;
    ZoneOffsetTransition next = rules.nextTransition(Instant.ofEpochSecond(FIRST));
    while (next != null && next.toEpochSecond() < LAST && size < found.length) {
      found[size] = next.toEpochSecond();
      offsets[size++] = next.getOffsetAfter().getTotalSeconds();
      next = rules.nextTransition(next.getInstant());
    }
    after = Arrays.copyOf(offsets, size);
    changes = Arrays.copyOf(found, size);
    return changes;
  }
}
