"""Keys of the LineageOS wiki's device files that are not taken, each with the reason."""

_HOW_TO_INSTALL = "how LineageOS is installed on it, which is not a fact of the phone as it is sold"
_LINEAGEOS_ITSELF = "about LineageOS for it, not about the phone"
_INSTALLATION_KEYS = (
    "before_install", "before_install_device_variants", "before_lineage_install", "before_recovery_install",
    "boot_stack_path", "custom_recovery_codename", "custom_recovery_link", "custom_unlock_cmd", "download_boot",
    "edl_boot", "firmware_update", "format_on_upgrade", "install_method", "install_recovery_guide",
    "install_variant", "is_ab_device", "is_ab_rdap", "is_ab_rdap_version", "is_unlockable", "no_oem_unlock_switch",
    "project_spectrum", "project_spectrum_recovery", "recovery_boot", "recovery_partition",
    "recovery_partition_name", "recovery_reboot", "required_bootloader", "required_bootloader_link", "root_method",
    "unlock_bootloader_guide", "uses_twrp",
)  # fmt: skip
_LINEAGEOS_KEYS = (
    "current_branch", "kernel", "maintainers", "migrate_to", "migrated_to", "quirks", "tree", "versions",
)  # fmt: skip
KEYS_NOT_TAKEN = {
    **dict.fromkeys(_INSTALLATION_KEYS, _HOW_TO_INSTALL),
    **dict.fromkeys(_LINEAGEOS_KEYS, _LINEAGEOS_ITSELF),
    "architecture": "the instruction set; the chipset says what runs",
    "architecture.cpu": "the instruction set; the chipset says what runs",
    "architecture.userspace": "the instruction set; the chipset says what runs",
    "bluetooth.profiles": "profiles are not codecs, and the sheet has no row for them",
    "carrier": "who sold this variant: no fact that all phones of this name share",
    "cpu": "the cores are facts of the chipset, which its own record has",
    "image": "pictures of others are neither fetched nor shown",
    "screen_ppi": "follows from size and pixels",
    "screen_res": "stands in “screen” as well",
    "screen_tech": "stands in “screen” as well",
    "sdcard.slot": "whether it is shared with a SIM: the sheet has no row for it",
    "variant": "a number that only tells files of one code name apart",
    "vendor_short": "another spelling of “vendor”",
    "width": "a stray key of two files; “dimensions” has the sides",
}
"""Path of the key → why nothing is taken from it."""
