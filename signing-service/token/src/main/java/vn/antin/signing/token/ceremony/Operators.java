package vn.antin.signing.token.ceremony;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.token.ceremony.Holders.Holder;

/**
 * The operators at their terminal, one after another: each is shown one share, and some of them
 * bring the secret back. Nothing of it is written anywhere, and what was typed is wiped. Not
 * thread-safe.
 */
public final class Operators {
  private static final String CLEAR = "\033[H\033[2J\033[3J";
  private static final int LONGEST_LINE = 1000;

  private final BufferedReader in;
  private final PrintStream out;
  private final PrintStream err;

  /**
   * On these streams.
   *
   * @param out what is kept: shares and records
   * @param err what is asked
   */
  public Operators(BufferedReader in, PrintStream out, PrintStream err) {
    this.in = in;
    this.out = out;
    this.err = err;
  }

  /**
   * Splits a secret and shows each share to one operator alone, until what is typed from the paper
   * is what was shown. A name that holds a share already is refused in words: a threshold of two
   * that one person reaches is none.
   *
   * @throws CeremonyException when the input ends before
   */
  public Holders share(byte[] secret, int threshold, int number) throws IOException {
    List<Share> shares = SharedSecret.split(secret, threshold, number, new SecureRandom());
    try {
      List<Holder> holders = new ArrayList<>();
      for (Share each : shares) {
        holders.add(new Holder(each.number(), name(each, number, holders), each.commitment()));
        show(each);
      }
      return new Holders(threshold, shares.getFirst().fingerprint(), holders);
    } finally {
      shares.forEach(Share::wipe);
    }
  }

  private String name(Share share, int number, List<Holder> before) throws IOException {
    while (true) {
      err.println("Operator " + share.number() + " of " + number + ", when alone: your name:");
      char[] line = line("not every share was shown");
      String name = String.valueOf(line);
      if (!Holder.named(name)) {
        continue;
      }
      if (before.stream().noneMatch(each -> each.isOf(name))) {
        return name;
      }
      err.println(name.strip() + " holds a share already; it takes another operator");
    }
  }

  private void show(Share share) throws IOException {
    while (true) {
      out.println(share.text());
      err.println("Press Enter when it is written down; the screen is cleared then");
      Arrays.fill(line("not every share was shown"), '\0');
      out.print(CLEAR);
      out.flush();
      err.println("Now type it from the paper, in one line:");
      char[] typed = line("not every share was shown");
      err.print(CLEAR);
      try {
        Share copy = Share.read(typed);
        boolean right = copy.commitment().equals(share.commitment());
        copy.wipe();
        if (right) {
          return;
        }
        err.println("That is another share; here is yours once more");
      } catch (IllegalArgumentException e) {
        err.println(e.getMessage() + "; here it is once more");
      } finally {
        Arrays.fill(typed, '\0');
      }
    }
  }

  /**
   * Asks for shares until they bring the secret back. A share that does not fit is refused with the
   * reason, and another one asked for.
   *
   * @param holders who was given them, where that is known
   * @throws CeremonyException when the input ends before there are enough, or they bring nothing
   *     back
   */
  public Quorum gather(@Nullable Holders holders) throws IOException {
    List<Share> shares = new ArrayList<>();
    try {
      do {
        read(shares, holders);
      } while (shares.isEmpty() || shares.size() < shares.getFirst().threshold());
      return new Quorum(
          combined(shares), shares.stream().map(share -> holder(share, holders)).toList());
    } finally {
      shares.forEach(Share::wipe);
    }
  }

  private void read(List<Share> shares, @Nullable Holders holders) throws IOException {
    err.println("Share " + (shares.size() + 1) + ", in one line:");
    char[] typed =
        line(
            "there are not enough shares: %d of %s"
                .formatted(
                    shares.size(),
                    holders == null
                        ? shares.isEmpty() ? "2 or more" : shares.getFirst().threshold()
                        : holders.threshold()));
    err.print(CLEAR);
    try {
      Share share = Share.read(typed);
      fits(share, shares, holders);
      shares.add(share);
    } catch (IllegalArgumentException e) {
      err.println(e.getMessage());
    } finally {
      Arrays.fill(typed, '\0');
    }
  }

  private static void fits(Share share, List<Share> before, @Nullable Holders holders) {
    if (holders != null) {
      holders.require(share);
    }
    for (Share each : before) {
      if (!each.fingerprint().equals(share.fingerprint())
          || each.threshold() != share.threshold()) {
        throw new IllegalArgumentException(
            "Share %d is of another ceremony: it belongs to secret %s, expected %s"
                .formatted(share.number(), share.fingerprint(), each.fingerprint()));
      }
      if (each.number() == share.number()) {
        throw new IllegalArgumentException(
            "Share " + share.number() + " was entered before; another one is needed");
      }
    }
  }

  private static byte[] combined(List<Share> shares) {
    try {
      return SharedSecret.combine(shares);
    } catch (IllegalArgumentException e) {
      throw new CeremonyException(e.getMessage() + "; nothing was done");
    }
  }

  private static Holder holder(Share share, @Nullable Holders holders) {
    return holders == null
        ? new Holder(share.number(), "not told", share.commitment())
        : holders.of(share);
  }

  /** A line, which the caller wipes. */
  private char[] line(String otherwise) throws IOException {
    char[] line = new char[LONGEST_LINE];
    try {
      int length = 0;
      int read = in.read();
      if (read < 0) {
        throw new CeremonyException("the input ended: " + otherwise);
      }
      while (read >= 0 && read != '\n') {
        if (length < LONGEST_LINE) {
          line[length++] = (char) read;
        }
        read = in.read();
      }
      if (length > 0 && line[length - 1] == '\r') {
        length--;
      }
      return Arrays.copyOf(line, length);
    } finally {
      Arrays.fill(line, '\0');
    }
  }
}
