/**
 * What plugins implement and exchange, and the nouns that users meet: shapes, layers, losses, data
 * sets, models.
 */
@NullMarked
package org.ae4j.api;

import org.jspecify.annotations.NullMarked;
