/**
 * Reading all that is recorded, for questions that are about everybody: page by page, so that no transaction lasts, and with
 * somebody who watches how far it is and whether anybody still waits for it. What is made of it is the questions' own matter.
 */
package io.throughline.journey.survey;
