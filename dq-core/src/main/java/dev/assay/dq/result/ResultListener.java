package dev.assay.dq.result;

/**
 * Hears of the result of a run, once, when it is there: to send it, store it or count it. It is
 * called on the thread that runs, before the run returns; its Spark jobs are its own, and count
 * against no time limit of the run. A run that is cancelled has no result, and no call.
 */
@FunctionalInterface
public interface ResultListener {

  /**
   * Takes a result.
   *
   * @param result that of a verification, or of a suite as a whole
   * @throws Exception whatever goes wrong: it is logged as a warning, and changes neither the
   *     verdict nor what other listeners hear
   */
  void completed(RunResult result) throws Exception;
}
