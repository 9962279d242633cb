package vn.antin.signing.image;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import vn.antin.signing.web.Caller;
import vn.antin.signing.web.LimitedBody;

/** Pictures of signatures and seals, for the pages of officials and of administrators. */
@RestController
@RequestMapping("/signature-images")
final class ImageEndpoint {
  /** A signature scanned at 600 dots per inch is a tenth of it. */
  private static final long LONGEST = 1024 * 1024;

  record View(
      String id,
      String kind,
      @Nullable UUID official,
      @Nullable UUID unit,
      String sha256,
      BigDecimal width,
      BigDecimal height,
      Instant createdAt) {
    static View of(SignatureImage image) {
      return new View(
          image.id().toString(),
          image.holder().kind(),
          image.holder().officialId(),
          image.holder().unitId(),
          image.sha256().base64(),
          image.width(),
          image.height(),
          image.createdAt());
    }
  }

  record Page(List<View> items) {}

  private final ImageDesk desk;

  ImageEndpoint(ImageDesk desk) {
    this.desk = desk;
  }

  @GetMapping
  Page list(Caller caller) {
    return new Page(desk.list(caller).stream().map(View::of).toList());
  }

  @GetMapping("/{id}/content")
  ResponseEntity<byte[]> content(Caller caller, @PathVariable UUID id) {
    return ResponseEntity.ok()
        .contentType(MediaType.IMAGE_PNG)
        .cacheControl(CacheControl.noStore())
        .body(desk.png(caller, id));
  }

  @PutMapping(path = "/own", consumes = MediaType.IMAGE_PNG_VALUE)
  View putOwn(Caller caller, HttpServletRequest request) throws IOException {
    return View.of(desk.put(caller, null, null, LimitedBody.read(request, LONGEST)));
  }

  @PutMapping(path = "/seals/{unit}", consumes = MediaType.IMAGE_PNG_VALUE)
  View putSeal(
      Caller caller,
      @PathVariable UUID unit,
      @RequestParam BigDecimal width,
      HttpServletRequest request)
      throws IOException {
    return View.of(desk.put(caller, unit, width, LimitedBody.read(request, LONGEST)));
  }

  @DeleteMapping("/own")
  ResponseEntity<Void> endOwn(Caller caller) {
    desk.end(caller, null);
    return ResponseEntity.noContent().build();
  }

  @DeleteMapping("/seals/{unit}")
  ResponseEntity<Void> endSeal(Caller caller, @PathVariable UUID unit) {
    desk.end(caller, unit);
    return ResponseEntity.noContent().build();
  }
}
