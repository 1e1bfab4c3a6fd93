/**
 * The ways in by HTTP: what Segment's SDKs send, and CloudEvents. Each is translated into the interaction that a gRPC caller would
 * have sent, and answered when it is durable.
 */
package io.throughline.journey.web;
