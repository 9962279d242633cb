package vn.antin.signing.engine.command;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.Completion;
import vn.antin.signing.engine.DocumentSource;
import vn.antin.signing.engine.EngineException;
import vn.antin.signing.engine.Preparation;
import vn.antin.signing.engine.PreparedSignature;
import vn.antin.signing.engine.appearance.Warning;
import vn.antin.signing.token.SigningOutcome;

/** {@code ./antin sign}. */
final class SignCommand {

  private static final int LONGEST_QUOTE = 60;

  private final SignOptions options;
  private final Terminal terminal;
  private final InstantSource clock;
  private final Words words;

  SignCommand(SignOptions options, Terminal terminal, InstantSource clock) {
    this.options = options;
    this.terminal = terminal;
    this.clock = clock;
    this.words = options.words();
  }

  int run() {
    try (SigningKey key = SigningKey.open(options, terminal, clock);
        Proofs proofs = new Proofs(options, terminal, clock);
        Outputs outputs = new Outputs(options.out(), options.existing(), options.files(), words)) {
      Formats formats = new Formats(options, key.signer(), proofs, clock);
      return new Batch(options.files(), options.threads(), terminal, words)
          .run(file -> sign(file, outputs, key, formats));
    }
  }

  private boolean sign(Path file, Outputs outputs, SigningKey key, Formats formats) {
    String refusal = FileTrouble.objection(file, words);
    if (refusal != null) {
      return refused(file, refusal);
    }
    if (secret(file)) {
      return refused(file, words.say("refused.secret"));
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      DocumentSource source = DocumentSource.of(channel);
      String name = String.valueOf(file.getFileName());
      FormatName format = formats.of(source);
      Path target = outputs.target(format.target(name));
      if (outputs.kept(target)) {
        terminal.line(words.say("kept", file, target));
        return true;
      }
      refusal = formats.objection(format, name);
      if (refusal == null) {
        refusal = outputs.objection(file, target);
      }
      if (refusal == null) {
        refusal = new Piece(file, name, source, formats.get(format), target).sign(outputs, key);
      }
      return refusal == null ? done(file, name, target) : refused(file, refusal);
    } catch (EngineException e) {
      return refused(file, FileTrouble.of(e, words));
    } catch (IOException e) {
      return refused(file, FileTrouble.of(e, words));
    }
  }

  /** A pattern like {@code *} finds the key too; a container with it must not leave the house. */
  private boolean secret(Path file) {
    return same(file, options.keystore()) || same(file, options.passwordFile());
  }

  private static boolean same(Path file, Path secret) {
    try {
      return Files.isSameFile(file, secret);
    } catch (IOException e) {
      return false;
    }
  }

  private boolean done(Path file, String name, Path target) {
    boolean sameName = name.equals(String.valueOf(target.getFileName()));
    terminal.line(sameName ? words.say("signed", file) : words.say("signed.as", file, target));
    return true;
  }

  private boolean refused(Path file, String why) {
    terminal.line(words.say("refused", file, why));
    return false;
  }

  /** A file that is being signed. */
  private final class Piece {

    private final Path file;
    private final String name;
    private final DocumentSource source;
    private final Format format;
    private final Path target;
    private @Nullable String refusal;

    Piece(Path file, String name, DocumentSource source, Format format, Path target) {
      this.file = file;
      this.name = name;
      this.source = source;
      this.format = format;
      this.target = target;
    }

    /** Null when it was signed, else why not. */
    @Nullable String sign(Outputs outputs, SigningKey key) throws IOException {
      switch (format.prepare(name, source)) {
        case Preparation.Refused(Preparation.Reason reason, String detail) ->
            refusal = words.because(reason, detail);
        case Preparation.Prepared(PreparedSignature prepared) -> {
          format.warnings(source).forEach(this::warn);
          switch (key.sign(prepared)) {
            case SigningOutcome.Signed signed ->
                outputs.put(target, new Result(prepared, signed.value().bytes()));
            case SigningOutcome.Refused(SigningOutcome.Reason reason, String detail) ->
                refusal = words.because(reason, detail);
            case SigningOutcome.Unknown(String detail) ->
                refusal = words.say("because", words.say("refused.unknown"), detail);
          }
        }
      }
      return refusal;
    }

    private void warn(Warning warning) {
      String detail = warning.detail().strip();
      String quote =
          detail.length() <= LONGEST_QUOTE ? detail : detail.substring(0, LONGEST_QUOTE) + "…";
      terminal.complain(
          words.say("warning.look", file, words.say("look." + warning.kind(), quote)));
    }

    private final class Result implements Outputs.Writing {

      private final PreparedSignature prepared;
      private final byte[] value;

      Result(PreparedSignature prepared, byte[] value) {
        this.prepared = prepared;
        this.value = value;
      }

      @Override
      public boolean write(OutputStream out) {
        if (format.complete(name, source, prepared, value, out)
            instanceof Completion.Refused(Completion.Reason reason)) {
          refusal = words.reason(reason);
        }
        return refusal == null;
      }

      @Override
      public boolean keeps(DocumentSource written) throws IOException {
        String flaw = format.flaw(written);
        if (flaw != null) {
          refusal = words.say("refused.flaw", words.detail(flaw));
        }
        return refusal == null;
      }
    }
  }
}
