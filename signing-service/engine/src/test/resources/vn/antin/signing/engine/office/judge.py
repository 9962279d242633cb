"""Asks LibreOffice about the signatures of files.

Arguments: a folder for its profile, then the files. Prints a line for each signature: file, whether
it holds, the state of its certificate (com.sun.star.security.CertificateValidity), whether it
leaves parts of the document out, and the signer's name, with tabs between; and a line with the file
alone when all its signatures were named.
"""

import os
import subprocess
import sys
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

READ = 1
# How it ends when it has made its profile.
RESTART = 81
SERVICE = "com.sun.star.security.DocumentDigitalSignatures"


def connect(office, pipe):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstance("com.sun.star.bridge.UnoUrlResolver")
    limit = time.monotonic() + 60
    while time.monotonic() < limit and office.poll() is None:
        try:
            return resolver.resolve("uno:pipe,name=%s;urp;StarOffice.ComponentContext" % pipe)
        except NoConnectException:
            time.sleep(0.1)
    return None


def start(home, pipe):
    # The program itself, not the script around it: it can then be ended.
    return subprocess.Popen(
        [
            "/usr/lib/libreoffice/program/soffice.bin",
            "--headless",
            "--norestore",
            "--nodefault",
            "-env:UserInstallation=" + uno.systemPathToFileUrl(home),
            "--accept=pipe,name=%s;urp;" % pipe,
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def judge(context, path):
    services = context.ServiceManager
    storages = services.createInstanceWithContext("com.sun.star.embed.StorageFactory", context)
    # A sequence inside an any must be told its type.
    kind = PropertyValue("StorageFormat", 0, "ZipFormat", 0)
    described = uno.Any("[]com.sun.star.beans.PropertyValue", (kind,))
    arguments = (uno.systemPathToFileUrl(path), READ, described)
    storage = uno.invoke(storages, "createInstanceWithArguments", (arguments,))
    signatures = services.createInstanceWithArgumentsAndContext(SERVICE, ("1.2", False), context)
    name = os.path.basename(path)
    for found in signatures.verifyDocumentContentSignatures(storage, None):
        print(
            name,
            found.SignatureIsValid,
            found.CertificateStatus,
            found.PartialDocumentSignature,
            found.Signer.SubjectName if found.Signer else "",
            sep="\t",
        )
    print(name)


def main(home, files):
    pipe = "antin-judge-%d" % os.getpid()
    office = start(home, pipe)
    try:
        context = connect(office, pipe)
        if context is None and office.poll() == RESTART:
            office = start(home, pipe)
            context = connect(office, pipe)
        if context is None:
            raise SystemExit("LibreOffice does not answer")
        for path in files:
            judge(context, path)
    finally:
        office.kill()
        office.wait()


main(os.path.abspath(sys.argv[1]), [os.path.abspath(path) for path in sys.argv[2:]])
