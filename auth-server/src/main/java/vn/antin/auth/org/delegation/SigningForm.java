package vn.antin.auth.org.delegation;

import java.util.Arrays;
import java.util.Optional;

/** What stands before a signature: Decree 30/2020/NĐ-CP, Article 13. */
public enum SigningForm {
  /** Nothing: who heads the unit signs in person. */
  NONE,
  /** Thay mặt: on behalf of a body that decides together. */
  TM,
  /** Ký thay: a deputy for the head of the unit. */
  KT,
  /** Thừa lệnh: by order of the head, who heads a unit beneath. */
  TL,
  /** Thừa ủy quyền: by a written delegation of the head, for a time. */
  TUQ,
  /** Quyền: who acts in the post that heads the unit. */
  Q;

  /** Whether it rests on a record of delegation. */
  public boolean delegated() {
    return this == KT || this == TL || this == TUQ;
  }

  /** The form of that name. */
  public static Optional<SigningForm> of(String name) {
    return Arrays.stream(values()).filter(form -> form.name().equals(name)).findFirst();
  }
}
