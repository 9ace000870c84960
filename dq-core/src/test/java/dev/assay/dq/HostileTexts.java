package dev.assay.dq;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/** Texts that make a careless regular expression recurse or try for ever, and little stack. */
public final class HostileTexts {

  private static final int SMALL_STACK = 144 * 1024;

  private HostileTexts() {}

  /** 4,000 to 100,000 characters each. */
  public static List<String> texts() {
    List<String> texts = new ArrayList<>();
    for (int length : new int[] {4_000, 100_000}) {
      for (String part :
          List.of(
              "a.", "a", ".", "-a", "a-", "1.", "1:", "::", "0", "\ud83d\ude00a", " ", "\r\n\n")) {
        texts.add(part.repeat(length / part.length()));
      }
    }
    String names = "a.".repeat(2_000);
    String numbers = "255.".repeat(2_000);
    texts.add("http://" + names + "a");
    texts.add("http://" + names + "!");
    texts.add("http://" + ("a".repeat(63) + ".").repeat(1_000) + "-");
    texts.add("https://a" + "-".repeat(50_000) + "a");
    texts.add("ftp://" + numbers + "1");
    texts.add("http://[" + "1:".repeat(2_000) + ":]");
    texts.add("http://" + "u:".repeat(40_000) + "@" + names);
    texts.add("http://a/" + "%2e/".repeat(20_000) + " ");
    texts.add("http://a:" + "9".repeat(50_000));
    texts.add("a.".repeat(2_000) + "@" + names + "com");
    texts.add("a@".repeat(10_000));
    texts.add("a@" + names + "c");
    texts.add(numbers);
    texts.add("ffff:".repeat(10_000));
    texts.add("123e4567-e89b-12d3-a456-426614174000".repeat(200));
    texts.add("1e".repeat(10_000) + "+-".repeat(10_000));
    texts.add("Jan 01 2024 ".repeat(1_000));
    return texts;
  }

  /** Runs something on a thread with little stack. */
  public static <T> T onSmallStack(Callable<T> task) throws Exception {
    FutureTask<T> future = new FutureTask<>(task);
    Thread thread = new Thread(null, future, "small stack", SMALL_STACK);
    thread.setDaemon(true);
    thread.start();
    return future.get(60, TimeUnit.SECONDS);
  }
}
