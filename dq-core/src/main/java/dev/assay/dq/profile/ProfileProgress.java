package dev.assay.dq.profile;

/** Hears how far a profile is. Called from threads of the engine, one call at a time. */
@FunctionalInterface
public interface ProfileProgress {

  /**
   * Something is done.
   *
   * @param stage what is running, for example {@code scan 1 of 2}
   * @param done how many of its tasks are done
   * @param total how many tasks are known so far; those of a second scan are known as it goes
   * @param rows how many rows the finished tasks of the first scan have seen
   */
  void progress(String stage, long done, long total, long rows);
}
