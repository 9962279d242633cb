package vn.antin.signing.token;

import static vn.antin.signing.token.CryptokiFunctions.ADDRESS;
import static vn.antin.signing.token.CryptokiFunctions.ULONG;
import static vn.antin.signing.token.CryptokiFunctions.WORD;
import static vn.antin.signing.token.CryptokiFunctions.read;
import static vn.antin.signing.token.CryptokiFunctions.write;

import java.lang.foreign.MemorySegment;

/** The functions of a PKCS#11 library that make, wrap, unwrap, use and destroy keys. */
final class CryptokiKeys {

  private static final long LARGEST_SIGNATURE = 4096;
  private static final long LARGEST_WRAPPED = 16384;

  private final CryptokiFunctions functions;

  CryptokiKeys(CryptokiFunctions functions) {
    this.functions = functions;
  }

  /** Handles of the two halves. */
  record Pair(long publicKey, long privateKey) {}

  long create(long session, CryptokiTemplate template) {
    return functions.calling(arena -> {
      MemorySegment object = arena.allocate(WORD);
      check(
          "C_CreateObject",
          (long)
              functions
                  .function(20, ULONG, ADDRESS, ULONG, ADDRESS)
                  .invoke(session, template.write(arena), template.size(), object));
      return read(object, 0);
    });
  }

  Ckr destroy(long session, long object) {
    return functions.answer(
        _ -> (long) functions.function(22, ULONG, ULONG).invoke(session, object));
  }

  void setAttributes(long session, long object, CryptokiTemplate template) {
    functions
        .answer(arena ->
            (long)
                functions
                    .function(25, ULONG, ULONG, ADDRESS, ULONG)
                    .invoke(session, object, template.write(arena), template.size()))
        .check("C_SetAttributeValue");
  }

  long generate(long session, CryptokiMechanism mechanism, CryptokiTemplate template) {
    return functions.calling(arena -> {
      MemorySegment key = arena.allocate(WORD);
      check(
          "C_GenerateKey",
          (long)
              functions
                  .function(58, ULONG, ADDRESS, ADDRESS, ULONG, ADDRESS)
                  .invoke(
                      session,
                      mechanism.write(arena),
                      template.write(arena),
                      template.size(),
                      key));
      return read(key, 0);
    });
  }

  Pair generatePair(
      long session,
      CryptokiMechanism mechanism,
      CryptokiTemplate publicKey,
      CryptokiTemplate privateKey) {
    return functions.calling(arena -> {
      MemorySegment first = arena.allocate(WORD);
      MemorySegment second = arena.allocate(WORD);
      check(
          "C_GenerateKeyPair",
          (long)
              functions
                  .function(59, ULONG, ADDRESS, ADDRESS, ULONG, ADDRESS, ULONG, ADDRESS, ADDRESS)
                  .invoke(
                      session,
                      mechanism.write(arena),
                      publicKey.write(arena),
                      publicKey.size(),
                      privateKey.write(arena),
                      privateKey.size(),
                      first,
                      second));
      return new Pair(read(first, 0), read(second, 0));
    });
  }

  byte[] wrap(long session, CryptokiMechanism mechanism, long master, long key) {
    return functions.calling(arena -> {
      MemorySegment wrapped = arena.allocate(LARGEST_WRAPPED);
      MemorySegment length = arena.allocate(WORD);
      write(length, 0, LARGEST_WRAPPED);
      check(
          "C_WrapKey",
          (long)
              functions
                  .function(60, ULONG, ADDRESS, ULONG, ULONG, ADDRESS, ADDRESS)
                  .invoke(session, mechanism.write(arena), master, key, wrapped, length));
      return CryptokiFunctions.copy(wrapped, read(length, 0));
    });
  }

  long unwrap(
      long session,
      CryptokiMechanism mechanism,
      long master,
      byte[] wrapped,
      CryptokiTemplate template) {
    return functions.calling(arena -> {
      MemorySegment key = arena.allocate(WORD);
      check(
          "C_UnwrapKey",
          (long)
              functions
                  .function(61, ULONG, ADDRESS, ULONG, ADDRESS, ULONG, ADDRESS, ULONG, ADDRESS)
                  .invoke(
                      session,
                      mechanism.write(arena),
                      master,
                      CryptokiFunctions.bytes(arena, wrapped),
                      (long) wrapped.length,
                      template.write(arena),
                      template.size(),
                      key));
      return read(key, 0);
    });
  }

  /** Names key and mechanism; the key is not used yet. */
  Ckr signInit(long session, CryptokiMechanism mechanism, long key) {
    return functions.answer(arena ->
        (long)
            functions
                .function(42, ULONG, ADDRESS, ULONG)
                .invoke(session, mechanism.write(arena), key));
  }

  /**
   * Uses the key named before.
   *
   * @throws TokenException with what the library answered instead
   */
  byte[] sign(long session, byte[] input) {
    return functions.calling(arena -> {
      MemorySegment value = arena.allocate(LARGEST_SIGNATURE);
      MemorySegment length = arena.allocate(WORD);
      write(length, 0, LARGEST_SIGNATURE);
      check(
          "C_Sign",
          (long)
              functions
                  .function(43, ULONG, ADDRESS, ULONG, ADDRESS, ADDRESS)
                  .invoke(
                      session,
                      CryptokiFunctions.bytes(arena, input),
                      (long) input.length,
                      value,
                      length));
      return CryptokiFunctions.copy(value, read(length, 0));
    });
  }

  private static void check(String function, long answer) {
    Ckr.of(answer).check(function);
  }
}
