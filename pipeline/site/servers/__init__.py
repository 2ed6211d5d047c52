"""What a static server must be told to serve the site: ready configuration for nginx and Apache."""

from pipeline.site.servers.apache import apache_files
from pipeline.site.servers.nginx import nginx_files
from pipeline.site.servers.packing import is_packed, pack, packed_path
from pipeline.site.servers.service import Service, exchanged, service

__all__ = ["Service", "apache_files", "exchanged", "is_packed", "nginx_files", "pack", "packed_path", "service"]
