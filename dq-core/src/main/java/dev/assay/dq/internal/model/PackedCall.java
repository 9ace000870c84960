package dev.assay.dq.internal.model;

import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * How a call of many constants goes to a task. Java's own form of a million of them takes a task
 * seconds to read.
 */
final class PackedCall implements Serializable {

  private static final long serialVersionUID = 1L;

  /** From how many arguments on it pays. */
  static final int MANY = 400;

  /** What no more than this many characters of which {@code writeUTF} takes for certain. */
  private static final int SHORT = 65_535 / 3;

  private static final int OBJECT = 0;
  private static final int TEXT = 1;
  private static final int WHOLE = 2;

  private transient Expr.Call call;

  PackedCall(Expr.Call call) {
    this.call = call;
  }

  private void writeObject(ObjectOutputStream out) throws IOException {
    out.writeObject(call.function());
    out.writeInt(call.arguments().size());
    for (Expr argument : call.arguments()) {
      write(argument, out);
    }
  }

  private static void write(Expr argument, ObjectOutputStream out) throws IOException {
    Constant constant = argument instanceof Expr.Literal literal ? literal.constant() : null;
    Long whole = constant instanceof Constant.Num number ? Values.asLong(number.value()) : null;
    if (constant instanceof Constant.Text text && text.value().length() <= SHORT) {
      out.writeByte(TEXT);
      out.writeUTF(text.value());
    } else if (whole != null) {
      out.writeByte(WHOLE);
      out.writeLong(whole);
    } else {
      out.writeByte(OBJECT);
      out.writeObject(argument);
    }
  }

  private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
    Function function = (Function) in.readObject();
    int size = in.readInt();
    List<Expr> arguments = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      int form = in.readByte();
      arguments.add(
          switch (form) {
            case OBJECT -> (Expr) in.readObject();
            case TEXT -> new Expr.Literal(new Constant.Text(in.readUTF()));
            case WHOLE -> new Expr.Literal(new Constant.Num(BigDecimal.valueOf(in.readLong())));
            default -> throw new InvalidObjectException("no form of an argument: " + form);
          });
    }
    call = new Expr.Call(function, arguments);
  }

  private Object readResolve() {
    return call;
  }
}
