/** What does not fit: any trained model as a detector. */
package org.ae4j.anomaly;
