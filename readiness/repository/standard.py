"""The names of modules that come with the languages: Python's and Node's."""

import sys

PYTHON = frozenset(sys.stdlib_module_names) | frozenset(
    {
        # gone since Python 3.11, in code that serves older interpreters
        *("_bootlocale", "aifc", "asynchat", "asyncore", "audioop", "binhex", "cgi", "cgitb"),
        *("chunk", "crypt", "distutils", "dummy_threading", "formatter", "imghdr", "imp"),
        *("lib2to3", "macpath", "mailcap", "msilib", "nis", "nntplib", "ossaudiodev", "parser"),
        *("pipes", "smtpd", "sndhdr", "spwd", "sunau", "symbol", "telnetlib", "uu", "xdrlib"),
        # since Python 3.12
        *("annotationlib", "compression", "pathlib", "string"),
        # never importable by name in every build, or for type checkers only
        *("_typeshed", "__main__", "test", "_winapi", "msvcrt", "winreg", "winsound"),
        # Python 2
        *("ConfigParser", "Cookie", "Queue", "StringIO", "UserDict", "__builtin__", "cPickle"),
        *("cStringIO", "commands", "cookielib", "exceptions", "httplib", "md5", "sets", "sha"),
        *("thread", "urllib2", "urlparse", "htmlentitydefs", "HTMLParser", "SocketServer"),
        *("BaseHTTPServer", "SimpleHTTPServer", "xmlrpclib", "Tkinter", "copy_reg", "dircache"),
    }
)

NODE = frozenset(
    {
        *("assert", "async_hooks", "buffer", "child_process", "cluster", "console", "constants"),
        *("crypto", "dgram", "diagnostics_channel", "dns", "domain", "events", "fs", "http"),
        *("http2", "https", "inspector", "module", "net", "os", "path", "perf_hooks", "process"),
        *("punycode", "querystring", "readline", "repl", "stream", "string_decoder", "sys"),
        *("timers", "tls", "trace_events", "tty", "url", "util", "v8", "vm", "wasi"),
        *("worker_threads", "zlib"),
    }
)
