package vn.antin.admin.enrolment;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Whom an address or a form names: an official, or the unit whose seal it is. */
record Named(@Nullable UUID official, @Nullable UUID unit) {
  /** Whether it is exactly one. */
  boolean one() {
    return official == null ^ unit == null;
  }

  /** As signing-service wants it, to be added to. */
  Map<String, Object> wish() {
    var wish = new HashMap<String, Object>();
    if (official != null) {
      wish.put("official", official);
    }
    if (unit != null) {
      wish.put("unit", unit);
    }
    return wish;
  }
}
