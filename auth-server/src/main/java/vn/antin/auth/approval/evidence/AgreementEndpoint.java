package vn.antin.auth.approval.evidence;

import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Hands agreements to signing-service, which knows who may see the evidence of a signature. */
@RestController
class AgreementEndpoint {
  private final Agreements agreements;

  AgreementEndpoint(Agreements agreements) {
    this.agreements = agreements;
  }

  @GetMapping("/internal/grants/{grant}/agreement")
  ResponseEntity<String> agreement(@PathVariable UUID grant) {
    return agreements
        .find(grant)
        .map(found ->
            ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(found.toString()))
        .orElseGet(() -> ResponseEntity.notFound().build());
  }
}
