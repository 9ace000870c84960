package dev.assay.dq.internal.model;

import org.jspecify.annotations.Nullable;

/**
 * Words of code that is not ours, such as the message of an exception, inside a message of ours:
 * they may quote a value of the data, so they are marked until it is known whether they may be
 * told.
 */
public final class Quoted {

  private static final String INSTEAD =
      ", whose message may quote the data (SamplePolicy.clear() tells it)";

  // noncharacters, which no text of anyone's is made of
  private static final char BEGIN = '\uFDD0';
  private static final char END = '\uFDD1';

  private Quoted() {}

  /** Words behind a colon, marked. */
  public static String of(@Nullable String words) {
    return BEGIN + ": " + told(String.valueOf(words)) + END;
  }

  /** A message without what is marked in it, and that something was left out. */
  public static String hidden(String message) {
    StringBuilder rest = new StringBuilder();
    boolean marked = false;
    for (int i = 0; i < message.length(); i++) {
      char c = message.charAt(i);
      if (c == BEGIN) {
        marked = true;
        rest.append(INSTEAD);
      } else if (c == END) {
        marked = false;
      } else if (!marked) {
        rest.append(c);
      }
    }
    return rest.toString();
  }

  /** A message with all of its words. */
  public static String told(String message) {
    return message.indexOf(BEGIN) < 0 && message.indexOf(END) < 0
        ? message
        : message.replace(String.valueOf(BEGIN), "").replace(String.valueOf(END), "");
  }
}
