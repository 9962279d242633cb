package vn.antin.rootkey;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;
import vn.antin.rootkey.RootKeyException.Code;

/** The file form of the key: 32 bytes in base64 and a line end, readable by its owner alone. */
final class RootKeyFile {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  /** Far above 44 characters; a wrong path to a large file must not be read whole. */
  private static final long LARGEST = 1024;

  private RootKeyFile() {}

  static byte[] read(Path file) {
    try {
      refuseWidePermissions(file);
      if (Files.size(file) > LARGEST) {
        throw malformed(file);
      }
      byte[] key =
          Base64.getDecoder().decode(Files.readString(file, StandardCharsets.US_ASCII).strip());
      if (key.length != RootKey.LENGTH) {
        throw malformed(file);
      }
      return key;
    } catch (NoSuchFileException e) {
      throw new RootKeyException(
          Code.MISSING,
          "There is no root key at %s. Restore it from its backup; for a new installation make one with: umask 077; head -c 32 /dev/urandom | base64 > %s"
              .formatted(file, file),
          e);
    } catch (IllegalArgumentException | CharacterCodingException e) {
      throw malformed(file);
    } catch (IOException e) {
      throw new RootKeyException(
          Code.UNREADABLE, "The root key %s cannot be read".formatted(file), e);
    }
  }

  /** Writes a new file and returns when it is on the disk: what it wraps must not outlive it. */
  static void create(Path file, byte[] key) {
    Path absolute = file.toAbsolutePath();
    try (FileChannel channel =
        FileChannel.open(
            absolute,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(OWNER_ONLY))) {
      ByteBuffer text =
          StandardCharsets.US_ASCII.encode(Base64.getEncoder().encodeToString(key) + "\n");
      while (text.hasRemaining()) {
        channel.write(text);
      }
      channel.force(true);
    } catch (FileAlreadyExistsException e) {
      throw new RootKeyException(
          Code.ALREADY_EXISTS,
          "A file is already at %s; a root key is never overwritten".formatted(file),
          e);
    } catch (IOException | UnsupportedOperationException e) {
      throw new RootKeyException(
          Code.UNREADABLE, "The root key %s cannot be created".formatted(file), e);
    }
    flushFolder(absolute);
  }

  private static void flushFolder(Path file) {
    Path folder = file.getParent();
    if (folder == null) {
      return;
    }
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      throw new RootKeyException(
          Code.UNREADABLE, "The folder of the root key %s cannot be flushed".formatted(file), e);
    }
  }

  private static void refuseWidePermissions(Path file) throws IOException {
    Set<PosixFilePermission> permissions;
    try {
      permissions = Files.getPosixFilePermissions(file);
    } catch (UnsupportedOperationException e) {
      throw new RootKeyException(
          Code.PERMISSIONS_TOO_WIDE,
          "The file system of %s does not say who may read a file".formatted(file),
          e);
    }
    Set<PosixFilePermission> excess = EnumSet.noneOf(PosixFilePermission.class);
    excess.addAll(permissions);
    excess.removeAll(OWNER_ONLY);
    if (!excess.isEmpty()) {
      throw new RootKeyException(
          Code.PERMISSIONS_TOO_WIDE,
          "The root key %s has the permissions %s; only its owner may read it. Run: chmod 600 %s"
              .formatted(file, PosixFilePermissions.toString(permissions), file));
    }
  }

  private static RootKeyException malformed(Path file) {
    return new RootKeyException(
        Code.MALFORMED, "%s does not hold a root key (32 bytes in base64)".formatted(file));
  }
}
