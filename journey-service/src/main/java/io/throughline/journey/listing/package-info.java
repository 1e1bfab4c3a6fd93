/** Lists of journeys: by state, definition, owner, stage, signal, customer; page by page, the latest begun first. */
package io.throughline.journey.listing;
