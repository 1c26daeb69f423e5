import { join } from 'node:path';

/** The configuration of a cluster of one, in memory, that nobody else reaches. */
export function formatCephConfig(cluster: { folder: string; clusterId: string; monitorPort: number }): string {
  const { folder, clusterId, monitorPort } = cluster;
  const settings = {
    fsid: clusterId,
    mon_initial_members: 'a',
    mon_host: `[v2:127.0.0.1:${monitorPort}]`,
    public_addr: '127.0.0.1',
    cluster_addr: '127.0.0.1',
    keyring: '/dev/null',
    auth_cluster_required: 'none',
    auth_service_required: 'none',
    auth_client_required: 'none',
    ms_cluster_mode: 'crc',
    ms_service_mode: 'crc',
    ms_client_mode: 'crc',
    ms_mon_cluster_mode: 'crc',
    ms_mon_service_mode: 'crc',
    ms_mon_client_mode: 'crc',
    run_dir: join(folder, 'run'),
    admin_socket: '',
    pid_file: '',
    log_file: join(folder, '$name.log'),
    log_to_stderr: 'false',
    mon_data: join(folder, 'mon'),
    osd_data: join(folder, 'osd'),
    rgw_data: join(folder, 'rgw'),
    mon_data_avail_crit: '0',
    mon_data_avail_warn: '0',
    mon_allow_pool_size_one: 'true',
    mon_max_pg_per_osd: '1000',
    osd_pool_default_size: '1',
    osd_pool_default_min_size: '1',
    osd_pool_default_pg_num: '1',
    osd_pool_default_pgp_num: '1',
    osd_pool_default_pg_autoscale_mode: 'off',
    osd_crush_chooseleaf_type: '0',
    osd_objectstore: 'memstore',
    memstore_device_bytes: String(2 ** 31),
    rgw_enable_apis: 's3',
    rgw_thread_pool_size: '32',
    rgw_run_sync_thread: 'false',
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name} = ${value}`);
  return ['[global]', ...lines, ''].join('\n');
}
