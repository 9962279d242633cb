package vn.antin.admin.sign;

import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/** 303: the browser goes on with GET, and its reload repeats only that. */
final class SeeOther {
  private SeeOther() {}

  static ResponseEntity<Void> to(String path) {
    return to(URI.create(path));
  }

  static ResponseEntity<Void> to(URI target) {
    return ResponseEntity.status(HttpStatus.SEE_OTHER).location(target).build();
  }
}
