import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Whether class files link with a class path they were not compiled against: {@code java
 * Linkage.java FOLDERS CLASSPATH}, both separated as a class path is. Prints every class, field and
 * method that the files in FOLDERS name and that is missing, hidden from them, or of another kind
 * (static, an interface), every abstract method of theirs without a body, and every final one they
 * override; then exits with 1.
 */
final class Linkage {

  private static final int PUBLIC = 1;
  private static final int PRIVATE = 2;
  private static final int PROTECTED = 4;
  private static final int STATIC = 8;
  private static final int FINAL = 16;
  private static final int INTERFACE = 0x200;
  private static final int ABSTRACT = 0x400;

  /** Bytes that follow each opcode; x ends an instruction whose length depends on it. */
  private static final String OPERANDS =
      "00000000000000001212211111000000000000000000000000000011111000000000000000000000000000000000000000000"
          + "000000000000000000000000000000020000000000000000000022222222222222221xx000000222222244212002200x32244";

  /** One use of a member: whose, which, and how. */
  private record Use(
      boolean field,
      String owner,
      String name,
      String type,
      Boolean isStatic,
      Boolean ofInterface) {}

  /** What a class file declares and uses. */
  private static final class File {
    String name = "";
    String parent;
    int access;
    final List<String> interfaces = new ArrayList<>();
    final Map<String, Integer> methods = new HashMap<>();
    final Map<String, Integer> fields = new HashMap<>();
    final Set<String> classes = new TreeSet<>();
    final Set<Use> uses = new LinkedHashSet<>();

    /** Each lambda: its interface, and name and type of the method it is the body of. */
    final Set<List<String>> lambdas = new LinkedHashSet<>();
  }

  private final URLClassLoader loader;
  private final Map<String, File> files = new HashMap<>();
  private final Set<String> troubles = new TreeSet<>();
  private int checked;

  private Linkage(URLClassLoader loader) {
    this.loader = loader;
  }

  public static void main(String[] args) throws IOException {
    List<URL> urls = new ArrayList<>();
    for (String each :
        (args[0] + java.io.File.pathSeparator + args[1]).split(java.io.File.pathSeparator)) {
      urls.add(Path.of(each).toUri().toURL());
    }
    try (URLClassLoader loader =
        new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
      Linkage linkage = new Linkage(loader);
      int classes = 0;
      for (String folder : args[0].split(java.io.File.pathSeparator)) {
        try (Stream<Path> tree = Files.walk(Path.of(folder))) {
          for (Path path :
              tree.filter(each -> each.toString().endsWith(".class")).sorted().toList()) {
            try (InputStream in = Files.newInputStream(path)) {
              linkage.check(read(in.readAllBytes()));
              classes++;
            }
          }
        }
      }
      linkage.troubles.forEach(each -> System.out.println("linkage:   " + each));
      System.out.printf(
          "linkage: %d classes, %,d uses of members, %d unresolved%n",
          classes, linkage.checked, linkage.troubles.size());
      System.exit(linkage.troubles.isEmpty() && linkage.checked > 0 ? 0 : 1);
    }
  }

  private static File read(byte[] bytes) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    in.skipNBytes(8);
    int size = in.readUnsignedShort();
    int[] tags = new int[size];
    String[] texts = new String[size];
    int[][] refs = new int[size][];
    for (int i = 1; i < size; i++) {
      tags[i] = in.readUnsignedByte();
      switch (tags[i]) {
        case 1 -> texts[i] = in.readUTF();
        case 3, 4 -> in.skipNBytes(4);
        case 5, 6 -> {
          in.skipNBytes(8);
          i++;
        }
        case 7, 8, 16, 19, 20 -> refs[i] = new int[] {in.readUnsignedShort()};
        case 9, 10, 11, 12, 17, 18 ->
            refs[i] = new int[] {in.readUnsignedShort(), in.readUnsignedShort()};
        case 15 -> refs[i] = new int[] {in.readUnsignedByte(), in.readUnsignedShort()};
        default -> throw new IOException("constant of kind " + tags[i]);
      }
    }
    File file = new File();
    file.access = in.readUnsignedShort();
    file.name = texts[refs[in.readUnsignedShort()][0]];
    int parent = in.readUnsignedShort();
    file.parent = parent == 0 ? null : texts[refs[parent][0]];
    for (int i = in.readUnsignedShort(); i > 0; i--) {
      file.interfaces.add(texts[refs[in.readUnsignedShort()][0]]);
    }
    Map<Integer, Set<Integer>> opcodes = new HashMap<>();
    List<int[]> bootstraps = new ArrayList<>();
    for (Map<String, Integer> members : List.of(file.fields, file.methods)) {
      for (int i = in.readUnsignedShort(); i > 0; i--) {
        int access = in.readUnsignedShort();
        String name = texts[in.readUnsignedShort()];
        String type = texts[in.readUnsignedShort()];
        members.put(name + " " + type, access);
        for (int j = in.readUnsignedShort(); j > 0; j--) {
          String attribute = texts[in.readUnsignedShort()];
          byte[] content = in.readNBytes(in.readInt());
          if (attribute.equals("Code")) {
            instructions(content, opcodes);
          }
        }
      }
    }
    for (int i = in.readUnsignedShort(); i > 0; i--) {
      String attribute = texts[in.readUnsignedShort()];
      int length = in.readInt();
      if (!attribute.equals("BootstrapMethods")) {
        in.skipNBytes(length);
        continue;
      }
      for (int j = in.readUnsignedShort(); j > 0; j--) {
        int[] bootstrap = new int[1 + 1 + 3];
        bootstrap[0] = in.readUnsignedShort();
        bootstrap[1] = in.readUnsignedShort();
        for (int k = 0; k < bootstrap[1]; k++) {
          int argument = in.readUnsignedShort();
          if (k < 3) {
            bootstrap[2 + k] = argument;
          }
        }
        bootstraps.add(bootstrap);
      }
    }
    for (int i = 1; i < size; i++) {
      if (tags[i] == 15) {
        // what a reference to a method calls: 2 and 4 are static fields, 6 is a static method
        opcodes
            .computeIfAbsent(refs[i][1], each -> new TreeSet<>())
            .add(refs[i][0] == 6 ? 184 : refs[i][0] == 2 || refs[i][0] == 4 ? 178 : 182);
      }
    }
    for (int i = 1; i < size; i++) {
      switch (tags[i]) {
        case 7 -> file.classes.add(texts[refs[i][0]]);
        case 12 -> types(texts[refs[i][1]], file.classes);
        case 9, 10, 11 -> {
          String owner = texts[refs[refs[i][0]][0]];
          int[] pair = refs[refs[i][1]];
          for (int opcode : opcodes.getOrDefault(i, Set.of(-1))) {
            Boolean isStatic = opcode < 0 ? null : opcode == 178 || opcode == 179 || opcode == 184;
            file.uses.add(
                new Use(
                    tags[i] == 9,
                    owner,
                    texts[pair[0]],
                    texts[pair[1]],
                    isStatic,
                    tags[i] == 9 ? null : tags[i] == 11));
          }
        }
        case 18 -> {
          int[] bootstrap = bootstraps.get(refs[i][0]);
          int[] maker = refs[refs[bootstrap[0]][1]];
          if (texts[refs[maker[0]][0]].equals("java/lang/invoke/LambdaMetafactory")) {
            String made = texts[refs[refs[i][1]][1]];
            file.lambdas.add(
                List.of(
                    made.substring(made.indexOf(")L") + 2, made.length() - 1),
                    texts[refs[refs[i][1]][0]],
                    texts[refs[bootstrap[2]][0]]));
          }
        }
        default -> {}
      }
    }
    return file;
  }

  /** Which constants are used by which opcodes: fields 178 to 181, methods 182 to 185. */
  private static void instructions(byte[] attribute, Map<Integer, Set<Integer>> opcodes)
      throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(attribute));
    in.skipNBytes(4);
    byte[] code = in.readNBytes(in.readInt());
    for (int at = 0; at < code.length; ) {
      int opcode = code[at] & 0xFF;
      if (opcode >= 178 && opcode <= 185) {
        int constant = (code[at + 1] & 0xFF) << 8 | code[at + 2] & 0xFF;
        opcodes.computeIfAbsent(constant, each -> new TreeSet<>()).add(opcode);
      }
      int table = (at & ~3) + 4;
      at +=
          switch (opcode) {
            case 170 ->
                table - at + 12 + 4 * (number(code, table + 8) - number(code, table + 4) + 1);
            case 171 -> table - at + 8 + 8 * number(code, table + 4);
            case 196 -> (code[at + 1] & 0xFF) == 132 ? 6 : 4;
            default -> 1 + OPERANDS.charAt(opcode) - '0';
          };
    }
  }

  private static int number(byte[] code, int at) {
    return (code[at] & 0xFF) << 24
        | (code[at + 1] & 0xFF) << 16
        | (code[at + 2] & 0xFF) << 8
        | code[at + 3] & 0xFF;
  }

  private static void types(String descriptor, Set<String> classes) {
    for (int at = descriptor.indexOf('L'); at >= 0; at = descriptor.indexOf('L', at)) {
      int end = descriptor.indexOf(';', at);
      classes.add(descriptor.substring(at + 1, end));
      at = end;
    }
  }

  private void check(File file) throws IOException {
    for (String name : file.classes) {
      String element = name.replaceFirst("\\A\\[+L(.*);\\z", "$1");
      if (element.startsWith("[")) {
        continue;
      }
      File used = find(element);
      if (used == null) {
        troubles.add("no class " + element + ", used by " + file.name);
      } else if ((used.access & PUBLIC) == 0
          && !samePackage(element, file.name)
          && !nested(element)) {
        troubles.add("class " + element + " is not public, used by " + file.name);
      }
    }
    for (Use use : file.uses) {
      checked++;
      check(file, use);
    }
    File parent = file.parent == null ? null : find(file.parent);
    if (parent != null && (parent.access & FINAL) != 0) {
      troubles.add("class " + parent.name + " is final, extended by " + file.name);
    }
    if ((file.access & (INTERFACE | ABSTRACT)) == 0) {
      bodies(file, null);
    }
    for (List<String> lambda : file.lambdas) {
      File made = find(lambda.get(0));
      if (made != null) {
        checked++;
        if (method(made, lambda.get(1) + " " + lambda.get(2)) == null) {
          troubles.add(
              made.name
                  + " has no "
                  + lambda.get(1)
                  + lambda.get(2)
                  + ", a lambda of "
                  + file.name);
        }
        File body = new File();
        body.name = "a lambda of " + file.name;
        body.parent = "java/lang/Object";
        body.interfaces.add(made.name);
        bodies(body, lambda.get(1));
      }
    }
    for (Map.Entry<String, Integer> method : file.methods.entrySet()) {
      if ((method.getValue() & (PRIVATE | STATIC)) == 0
          && !method.getKey().startsWith("<")
          && parent != null) {
        Map.Entry<File, Integer> over = method(parent, method.getKey());
        if (over != null
            && (over.getValue() & FINAL) != 0
            && (over.getValue() & (PUBLIC | PROTECTED)) != 0) {
          troubles.add(
              over.getKey().name + "." + method.getKey() + " is final, overridden by " + file.name);
        }
      }
    }
  }

  /**
   * Each abstract method that the class has from elsewhere has a body; a lambda is the body of its
   * own.
   */
  private void bodies(File file, String own) throws IOException {
    Set<String> seen = new LinkedHashSet<>();
    List<File> above = new ArrayList<>(List.of(file));
    for (int i = 0; i < above.size(); i++) {
      File each = above.get(i);
      for (Map.Entry<String, Integer> method : each.methods.entrySet()) {
        if ((method.getValue() & ABSTRACT) != 0 && seen.add(method.getKey())) {
          checked++;
          Map.Entry<File, Integer> body = method(file, method.getKey());
          boolean missing = body == null || (body.getValue() & ABSTRACT) != 0;
          if (missing && !(own != null && method.getKey().startsWith(own + " "))) {
            troubles.add(each.name + "." + method.getKey() + " has no body in " + file.name);
          }
        }
      }
      for (String name : parents(each)) {
        File parent = find(name);
        if (parent != null && !above.contains(parent)) {
          above.add(parent);
        }
      }
    }
  }

  private void check(File file, Use use) throws IOException {
    File owner = find(use.owner.startsWith("[") ? "java/lang/Object" : use.owner);
    if (owner == null) {
      return; // told as a missing class
    }
    String what = use.owner + "." + use.name + use.type + ", used by " + file.name;
    boolean polymorphic = use.owner.matches("java/lang/invoke/(Method|Var)Handle");
    if (polymorphic || (use.owner.startsWith("[") && use.name.equals("clone"))) {
      return;
    }
    String key = use.name + " " + use.type;
    Map.Entry<File, Integer> found = use.field ? field(owner, key) : method(owner, key);
    if (found == null) {
      troubles.add("no " + what);
      return;
    }
    int access = found.getValue();
    boolean ours =
        file.name.equals(found.getKey().name) || nestmates(file.name, found.getKey().name);
    if ((access & PRIVATE) != 0
        ? !ours
        : (access & (PUBLIC | PROTECTED)) == 0 && !samePackage(found.getKey().name, file.name)) {
      troubles.add("hidden " + what);
    }
    if (use.isStatic != null && use.isStatic != ((access & STATIC) != 0)) {
      troubles.add((use.isStatic ? "no longer static " : "now static ") + what);
    }
    if (use.ofInterface != null
        && !use.owner.startsWith("[")
        && use.ofInterface != ((owner.access & INTERFACE) != 0)) {
      troubles.add((use.ofInterface ? "no longer an interface " : "now an interface ") + what);
    }
  }

  private static boolean nested(String name) {
    return name.indexOf('$')
        > 0; // the access of a nested class is that of its outer one, told by an attribute
  }

  private static boolean nestmates(String one, String other) {
    return one.split("\\$")[0].equals(other.split("\\$")[0]);
  }

  private static boolean samePackage(String one, String other) {
    return one.substring(0, one.lastIndexOf('/') + 1)
        .equals(other.substring(0, other.lastIndexOf('/') + 1));
  }

  private static List<String> parents(File file) {
    List<String> all = new ArrayList<>();
    if (file.parent != null) {
      all.add(file.parent);
    }
    all.addAll(file.interfaces);
    return all;
  }

  private Map.Entry<File, Integer> field(File owner, String key) throws IOException {
    Integer own = owner.fields.get(key);
    if (own != null) {
      return Map.entry(owner, own);
    }
    for (String name : parents(owner)) {
      File parent = find(name);
      Map.Entry<File, Integer> found = parent == null ? null : field(parent, key);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /**
   * The method that a call finds: of the class and those above it, else a default of an interface,
   * else any.
   */
  private Map.Entry<File, Integer> method(File owner, String key) throws IOException {
    for (File each = owner; each != null; each = each.parent == null ? null : find(each.parent)) {
      Integer own = each.methods.get(key);
      if (own != null) {
        return Map.entry(each, own);
      }
    }
    Map.Entry<File, Integer> found = null;
    for (File each = owner; each != null; each = each.parent == null ? null : find(each.parent)) {
      for (String name : each.interfaces) {
        File parent = find(name);
        Map.Entry<File, Integer> one = parent == null ? null : method(parent, key);
        if (one != null && (found == null || (found.getValue() & ABSTRACT) != 0)) {
          found = one;
        }
      }
    }
    return found;
  }

  private File find(String name) throws IOException {
    if (!files.containsKey(name)) {
      try (InputStream in = loader.getResourceAsStream(name + ".class")) {
        files.put(name, in == null ? null : read(in.readAllBytes()));
      }
    }
    return files.get(name);
  }
}
