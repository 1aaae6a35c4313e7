import type { Language } from '../../contract/choices';

/** Everything main itself says to a person, in both languages. */
export interface MenuTexts {
  readonly file: string;
  readonly open: string;
  readonly openRecent: string;
  readonly noRecent: string;
  readonly openLink: string;
  readonly demoCity: string;
  readonly closeWindow: string;
  readonly quit: string;
  readonly settings: string;
  readonly view: string;
  readonly overview: string;
  readonly wall: string;
  readonly drill: string;
  readonly coreLink: string;
  readonly protection: string;
  readonly lever: string;
  readonly stay: string;
  readonly quitAnyway: string;
  /** With `{count}`. */
  readonly quitTitle: string;
  readonly quitDetail: string;
  readonly sleepDetail: string;
  readonly letsGo: string;
  readonly stays: string;
  readonly fullScreen: string;
  readonly theme: string;
  readonly dark: string;
  readonly light: string;
  readonly language: string;
  readonly reload: string;
  readonly developerTools: string;
  readonly help: string;
  readonly about: string;
  readonly workspaceFiles: string;
  readonly saveCopy: string;
  readonly certificate: string;
  readonly key: string;
  readonly authority: string;
  readonly pemFiles: string;
  readonly allFiles: string;
  readonly officialRuntime: string;
  readonly fallbackRuntime: string;
}

export const menuTexts: Readonly<Record<Language, MenuTexts>> = {
  zh: {
    file: '文件',
    open: '打开作战空间…',
    openRecent: '最近打开',
    noRecent: '还没有打开过',
    openLink: '打开剪贴板里的链接',
    demoCity: '演示城市',
    closeWindow: '关闭窗口',
    quit: '退出',
    settings: '设置',
    view: '视图',
    overview: '总览',
    wall: '指标墙',
    drill: '下钻',
    coreLink: '核心链路',
    protection: '预案板',
    lever: '拉下安全闸',
    stay: '留下',
    quitAnyway: '仍然退出',
    quitTitle: '还有 {count} 个保护在生效',
    quitDetail: '退出后没有人看租约：不会自动放回，也不会读回。先放回，或者把它们交给别的控制台；下次打开时会最先列出。',
    sleepDetail: '休眠时租约不走，也没有人放回。唤醒后会按实际时间补上。',
    letsGo: '目标端到期自行放开',
    stays: '会一直留着',
    fullScreen: '全屏',
    theme: '主题',
    dark: '深色',
    light: '浅色（投影）',
    language: '语言',
    reload: '重新载入窗口',
    developerTools: '开发者工具',
    help: '帮助',
    about: '关于午峰',
    workspaceFiles: '作战空间文件',
    saveCopy: '作战空间另存为',
    certificate: '选择客户端证书',
    key: '选择私钥',
    authority: '选择 CA 证书',
    pemFiles: 'PEM 文件',
    allFiles: '所有文件',
    officialRuntime: '运行于 Electron 官方版本',
    fallbackRuntime: '运行于备用 Electron（取自一个软件包，只供开发与测试，不用于发布）',
  },
  en: {
    file: 'File',
    open: 'Open workspace…',
    openRecent: 'Open recent',
    noRecent: 'Nothing opened yet',
    openLink: 'Open the link on the clipboard',
    demoCity: 'Demo City',
    closeWindow: 'Close window',
    quit: 'Quit',
    settings: 'Settings',
    view: 'View',
    overview: 'Overview',
    wall: 'Metric wall',
    drill: 'Drill-down',
    coreLink: 'Core link',
    protection: 'Plan board',
    lever: 'Pull the safety lever',
    stay: 'Stay',
    quitAnyway: 'Quit anyway',
    quitTitle: '{count} protections are in force',
    quitDetail:
      'Once this console has quit nobody looks at their leases: nothing is released or read back. Release them first, or hand them over; the next start lists them first.',
    sleepDetail: 'While the machine sleeps no lease runs and nothing is released. It catches up by the wall clock when it wakes.',
    letsGo: 'the target lets go by itself',
    stays: 'stays set',
    fullScreen: 'Full screen',
    theme: 'Theme',
    dark: 'Dark',
    light: 'Light (projectors)',
    language: 'Language',
    reload: 'Reload window',
    developerTools: 'Developer tools',
    help: 'Help',
    about: 'About Highnoon',
    workspaceFiles: 'Workspace files',
    saveCopy: 'Save a copy of the workspace',
    certificate: 'Choose the client certificate',
    key: 'Choose the private key',
    authority: 'Choose the certificate authority',
    pemFiles: 'PEM files',
    allFiles: 'All files',
    officialRuntime: 'Runs on an official Electron',
    fallbackRuntime: 'Runs on the fallback Electron (out of a registry package: for development and tests, never released)',
  },
};
