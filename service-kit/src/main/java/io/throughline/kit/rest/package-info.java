/** What every REST door has in common: how it refuses. */
package io.throughline.kit.rest;
