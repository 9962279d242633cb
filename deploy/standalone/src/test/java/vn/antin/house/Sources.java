package vn.antin.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The source files of the whole checkout, without what is built or foreign. */
final class Sources {
  private static final Set<String> SKIPPED = Set.of("target", ".git", ".antin", "node_modules");

  private Sources() {}

  static Path root() {
    return Path.of(Objects.requireNonNull(System.getProperty("antin.root"), "antin.root"));
  }

  static List<Path> files(Predicate<String> relativePath) {
    List<Path> files = new ArrayList<>();
    try {
      Files.walkFileTree(
          root(),
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
              return SKIPPED.contains(String.valueOf(folder.getFileName()))
                  ? FileVisitResult.SKIP_SUBTREE
                  : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              if (relativePath.test(relative(file))) {
                files.add(file);
              }
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }

  static List<Path> mainJava() {
    return files(path -> path.contains("src/main/java/") && path.endsWith(".java"));
  }

  static List<Path> testJava() {
    return files(path -> path.contains("src/test/java/") && path.endsWith(".java"));
  }

  static String relative(Path file) {
    return root().relativize(file).toString();
  }

  static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every line that matches, as {@code path:line: text}; comments count as text like any other. */
  static List<String> matches(List<Path> files, String pattern) {
    Pattern compiled = Pattern.compile(pattern);
    return files.stream().flatMap(file -> matches(file, compiled)).toList();
  }

  private static Stream<String> matches(Path file, Pattern pattern) {
    List<String> lines = lines(file);
    return IntStream.range(0, lines.size())
        .filter(i -> pattern.matcher(lines.get(i)).find())
        .mapToObj(i -> relative(file) + ":" + (i + 1) + ": " + lines.get(i).strip());
  }
}
