package vn.antin.signing.people;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * By what right an official signs a document for a unit: what stands before the signature and whose
 * place it takes. Decree 30/2020/NĐ-CP, Article 13.
 *
 * @param form the prefix of the signature block
 * @param title the post as it is printed, such as {@code PHÓ CHỦ TỊCH}; empty when none is printed
 * @param unit the unit in whose name the document goes out
 * @param delegation the record that gives the right, as auth-server keeps it; null when a post or
 *     an acting assignment does
 */
public record SigningAuthority(Form form, String title, UnitId unit, @Nullable UUID delegation) {
  private static final int LONGEST_TITLE = 200;

  /**
   * @throws IllegalArgumentException when the title is too long
   */
  public SigningAuthority {
    if (title.length() > LONGEST_TITLE) {
      throw new IllegalArgumentException("a title has at most " + LONGEST_TITLE + " characters");
    }
  }

  /** What stands before the signature. The names are part of what is signed: they never change. */
  public enum Form {
    /** Nothing: who heads the unit signs in person. */
    NONE,
    /** Thay mặt: on behalf of a collective body, by who heads it or one of its deputies. */
    TM,
    /** Ký thay: a deputy for the head of the unit. */
    KT,
    /** Thừa lệnh: by order of the head, by who heads a unit beneath. */
    TL,
    /** Thừa ủy quyền: by a written delegation of the head, for a time, never delegated on. */
    TUQ,
    /** Quyền: who acts in a post that has no holder. */
    Q
  }
}
