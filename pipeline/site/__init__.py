"""From localized pages to a site: addresses, assets, links, the frame, what search engines read."""
