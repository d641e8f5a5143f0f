/// Settings: what a key means, its range and default, the nearest known key, YAML text.
package org.thgcl.settings;
