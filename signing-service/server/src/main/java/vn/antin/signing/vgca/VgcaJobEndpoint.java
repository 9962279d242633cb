package vn.antin.signing.vgca;

import java.net.URI;
import java.util.UUID;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.antin.signing.grant.RequestId;
import vn.antin.signing.web.Caller;

/** The page's side: an official has a request signed by VGCA Sign Service. */
@RestController
final class VgcaJobEndpoint {
  private final VgcaJobs jobs;

  VgcaJobEndpoint(VgcaJobs jobs) {
    this.jobs = jobs;
  }

  @PostMapping("/signature-requests/{id}/vgca-job")
  ResponseEntity<VgcaJobs.Made> make(Caller.Person caller, @PathVariable UUID id) {
    return ResponseEntity.created(URI.create("/signature-requests/" + id + "/vgca-job"))
        .cacheControl(CacheControl.noStore())
        .body(jobs.make(caller, new RequestId(id)));
  }

  @GetMapping("/signature-requests/{id}/vgca-job")
  VgcaJobs.View show(Caller.Person caller, @PathVariable UUID id) {
    return jobs.show(caller, new RequestId(id));
  }

  @DeleteMapping("/signature-requests/{id}/vgca-job")
  VgcaJobs.View cancel(Caller.Person caller, @PathVariable UUID id) {
    return jobs.cancel(caller, new RequestId(id));
  }
}
