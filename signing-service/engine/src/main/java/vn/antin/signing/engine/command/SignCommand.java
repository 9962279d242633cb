package vn.antin.signing.engine.command;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.Completion;
import vn.antin.signing.engine.DocumentSource;
import vn.antin.signing.engine.EngineException;
import vn.antin.signing.engine.Preparation;
import vn.antin.signing.engine.PreparedSignature;
import vn.antin.signing.token.SigningOutcome;

/** {@code ./antin sign}. */
final class SignCommand {

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
    try (Outputs outputs = new Outputs(options.out(), options.force(), options.files(), words);
        SigningKey key = SigningKey.open(options, terminal);
        Formats formats = Formats.open(options, key.signer(), clock)) {
      return new Batch(options.files(), options.threads(), terminal, words)
          .run(file -> sign(file, outputs, key, formats));
    }
  }

  private boolean sign(Path file, Outputs outputs, SigningKey key, Formats formats) {
    String refusal;
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      DocumentSource source = DocumentSource.of(channel);
      Format format = formats.of(source);
      refusal =
          format == null ? words.say("refused.format") : signed(file, source, format, outputs, key);
    } catch (NoSuchFileException e) {
      refusal = words.say("refused.missing");
    } catch (EngineException | IOException e) {
      refusal = words.say("refused.io", String.valueOf(e.getMessage()));
    }
    terminal.line(
        refusal == null ? words.say("signed", file) : words.say("refused", file, refusal));
    return refusal == null;
  }

  /** Null when the file was signed, else why not. */
  private @Nullable String signed(
      Path file, DocumentSource source, Format format, Outputs outputs, SigningKey key)
      throws IOException {
    return switch (format.prepare(source)) {
      case Preparation.Refused(Preparation.Reason reason, String detail) ->
          words.say("because", words.reason(reason), detail);
      case Preparation.Prepared(PreparedSignature prepared) ->
          switch (key.sign(prepared)) {
            case SigningOutcome.Signed signed -> {
              Finish finish = new Finish(source, format, prepared, signed.value().bytes());
              outputs.put(file, finish);
              yield finish.refusal;
            }
            case SigningOutcome.Refused(SigningOutcome.Reason reason, String detail) ->
                words.say("because", words.reason(reason), detail);
            case SigningOutcome.Unknown(String detail) ->
                words.say("because", words.say("refused.unknown"), detail);
          };
    };
  }

  private final class Finish implements Outputs.Writing {

    private final DocumentSource source;
    private final Format format;
    private final PreparedSignature prepared;
    private final byte[] value;
    private @Nullable String refusal;

    Finish(DocumentSource source, Format format, PreparedSignature prepared, byte[] value) {
      this.source = source;
      this.format = format;
      this.prepared = prepared;
      this.value = value;
    }

    @Override
    public boolean write(Path fresh) throws IOException {
      try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
        OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 64 * 1024);
        Completion completion = format.complete(source, prepared, value, out);
        if (completion instanceof Completion.Refused(Completion.Reason reason)) {
          refusal = words.reason(reason);
          return false;
        }
        out.flush();
        channel.force(true);
        return true;
      }
    }
  }
}
