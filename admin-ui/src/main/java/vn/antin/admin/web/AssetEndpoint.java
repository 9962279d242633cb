package vn.antin.admin.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Hands out the static files; a changed file has another name, so none is ever asked for twice. */
@RestController
class AssetEndpoint {
  private static final CacheControl FOR_EVER =
      CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();

  private final Assets assets;

  AssetEndpoint(Assets assets) {
    this.assets = assets;
  }

  @GetMapping("/assets/{name}")
  ResponseEntity<byte[]> asset(@PathVariable String name, HttpServletRequest request) {
    var found = assets.find(name);
    if (found.isEmpty()) {
      return ResponseEntity.notFound().build();
    }
    var asset = found.get();
    var accepted = request.getHeader(HttpHeaders.ACCEPT_ENCODING);
    var gzip = accepted != null && accepted.contains("gzip");
    var response =
        ResponseEntity.ok()
            .cacheControl(FOR_EVER)
            .varyBy(HttpHeaders.ACCEPT_ENCODING)
            .header(HttpHeaders.CONTENT_TYPE, asset.type());
    if (gzip) {
      response.header(HttpHeaders.CONTENT_ENCODING, "gzip");
    }
    return response.body(gzip ? asset.gzipped() : asset.plain());
  }
}
