package vn.antin.auth;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ContextConfiguration;

/**
 * The whole auth-server on a free port and a fresh database. Classes with the same settings share
 * one running server, so each test uses accounts of its own. With {@code -Dantin.test.nodes=2}, as
 * {@code ./antin verify --long} has it, the server is two nodes and each request goes to either; a
 * class that is about one node sets that property to 1.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.DEFINED_PORT,
    properties = {
      "management.server.port=0",
      "antin.hashing.memory=1024",
      "antin.hashing.iterations=1",
      "antin.outbound.allowed-networks=127.0.0.0/8,::1/128"
    })
@ContextConfiguration(initializers = FreshServer.class)
public @interface AuthServerTest {}
